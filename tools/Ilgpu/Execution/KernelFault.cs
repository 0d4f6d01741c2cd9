namespace ILGPU.Execution;

/// <summary>What a kernel did wrong.</summary>
public enum KernelFault
{
    /// <summary>An access outside its view, its buffer or its address range.</summary>
    OutOfBounds,

    /// <summary>An access whose address is no multiple of its size.</summary>
    Misaligned,

    /// <summary>A read of memory that nobody wrote.</summary>
    UninitialisedRead,

    /// <summary>Two threads used the same bytes, at least one wrote, and nothing ordered them.</summary>
    DataRace,

    /// <summary>Some threads of a group wait at a barrier that others do not reach.</summary>
    DivergentBarrier,

    /// <summary>Threads of a group asked for different shared memory, or for more than there is.</summary>
    SharedMemory,

    /// <summary>Threads of a warp are not at the same collective instruction, or an instruction is not understood.</summary>
    InlinePtx,

    /// <summary>A buffer was used after it was released, or on an accelerator that it is not of.</summary>
    DeadBuffer,

    /// <summary>The kernel threw.</summary>
    Thrown,
}
