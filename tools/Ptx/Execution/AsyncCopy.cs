namespace NetSpec.Ptx;

/// <summary>Up to 16 bytes on their way to shared memory.</summary>
/// <param name="Address">Where they will be.</param>
/// <param name="Bytes">How many: 4, 8 or 16.</param>
/// <param name="Low">The first eight.</param>
/// <param name="High">The rest.</param>
internal readonly record struct AsyncCopy(ulong Address, int Bytes, ulong Low, ulong High)
{
    public void Arrive(IPtxMemory memory, int thread)
    {
        if (Bytes == 4)
        {
            memory.Write(PtxSpace.Shared, Address, 4, Low, thread);
            return;
        }

        memory.Write(PtxSpace.Shared, Address, 8, Low, thread);
        if (Bytes == 16)
            memory.Write(PtxSpace.Shared, Address + 8, 8, High, thread);
    }
}
