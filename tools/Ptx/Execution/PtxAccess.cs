namespace NetSpec.Ptx;

/// <summary>What a memory instruction touched in a launch.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="Space">Global or shared memory.</param>
public sealed record PtxAccess(PtxInstruction Instruction, PtxSpace Space)
{
    /// <summary>How often a warp executed it.</summary>
    public long Requests { get; internal set; }

    /// <summary>The bytes that lanes asked for.</summary>
    public long Bytes { get; internal set; }

    /// <summary>
    /// Of global memory the sectors of 32 bytes that were moved; of shared memory the times that all banks were busy.
    /// </summary>
    public long Transactions { get; internal set; }

    /// <summary>The transactions that bytes without a gap and without a bank conflict would take.</summary>
    public long Ideal { get; internal set; }
}
