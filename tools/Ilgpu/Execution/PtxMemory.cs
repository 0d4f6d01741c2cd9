using NetSpec.Ptx;

namespace ILGPU.Execution;

/// <summary>The memory that a group's inline PTX sees: the device's buffers, and its own shared arrays.</summary>
internal sealed class PtxMemory(Launch launch, GpuThread[] threads) : IPtxMemory
{
    public ulong Read(PtxSpace space, ulong address, int bytes, int thread)
    {
        var (region, offset) = Find(space, address, bytes, thread);
        region.Read(threads[thread], offset, bytes);
        var value = 0UL;
        for (var i = bytes - 1; i >= 0; i--)
            value = (value << 8) | region.Bytes[offset + i];
        return value;
    }

    public void Write(PtxSpace space, ulong address, int bytes, ulong value, int thread)
    {
        var (region, offset) = Find(space, address, bytes, thread);
        region.EndCopy(threads[thread], offset, bytes);
        region.Write(threads[thread], offset, bytes);
        for (var i = 0; i < bytes; i++, value >>= 8)
            region.Bytes[offset + i] = (byte)value;
    }

    public void BeginCopy(ulong address, int bytes, int thread)
    {
        var (region, offset) = Find(PtxSpace.Shared, address, bytes, thread);
        region.BeginCopy(threads[thread], offset, bytes);
    }

    private (MemoryRegion Region, int Offset) Find(PtxSpace space, ulong address, int bytes, int thread)
    {
        var region = space switch
        {
            PtxSpace.Global => launch.Accelerator.Memory.Before((long)address),
            PtxSpace.Shared => launch.Shared.Before((long)address),
            _ => null,
        };
        if (region is null)
            throw threads[thread].Fault(KernelFault.OutOfBounds, null, null, $"{space} address 0x{address:X}, before all memory");
        var offset = (long)address - region.Address;
        if (offset + bytes > region.Length)
            throw region.Fault(threads[thread], KernelFault.OutOfBounds, offset, bytes, $"{bytes} bytes at byte {offset} of {region.Length}");
        if (offset % bytes != 0)
            throw region.Fault(threads[thread], KernelFault.Misaligned, offset, bytes, $"{bytes} bytes at byte {offset}, which is no multiple");
        return (region, (int)offset);
    }
}
