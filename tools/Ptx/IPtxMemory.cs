namespace NetSpec.Ptx;

/// <summary>
/// What instructions read and write. It is the implementer who checks bounds, alignment, what was never written, and races.
/// </summary>
public interface IPtxMemory
{
    /// <summary>Reads a number of 1, 2, 4 or 8 bytes, little-endian.</summary>
    /// <param name="space">The state space.</param>
    /// <param name="address">Its first byte.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="thread">The index within the group of the thread that reads.</param>
    ulong Read(PtxSpace space, ulong address, int bytes, int thread);

    /// <summary>Writes a number of 1, 2, 4 or 8 bytes, little-endian.</summary>
    /// <param name="space">The state space.</param>
    /// <param name="address">Its first byte.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="value">The number, in the low bytes.</param>
    /// <param name="thread">The index within the group of the thread that writes.</param>
    void Write(PtxSpace space, ulong address, int bytes, ulong value, int thread);

    /// <summary>
    /// Says that an asynchronous copy to shared memory is under way: from now until the same thread writes these bytes nobody
    /// may touch them.
    /// </summary>
    /// <param name="address">The first byte in shared memory.</param>
    /// <param name="bytes">The size of the copy: 4, 8 or 16.</param>
    /// <param name="thread">The index within the group of the thread that copies.</param>
    void BeginCopy(ulong address, int bytes, int thread)
    {
    }
}
