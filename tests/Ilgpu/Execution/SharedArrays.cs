using System.Collections.Generic;

namespace ILGPU.Execution;

/// <summary>The shared memory of the running group.</summary>
internal sealed class SharedArrays
{
    private const int Alignment = 16;

    private readonly List<MemoryRegion> _arrays = [];
    private readonly MemoryRegion? _dynamic;
    private readonly int _limit;
    private int _bytes;

    public SharedArrays(int dynamicBytes, int limit)
    {
        _limit = limit;
        _bytes = dynamicBytes;
        if (dynamicBytes > 0)
            _dynamic = new MemoryRegion("dynamic shared memory", 0, dynamicBytes, null);
    }

    /// <summary>The array that a thread asks for.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="number">How many it asked for before.</param>
    /// <param name="element">What the elements are called.</param>
    /// <param name="bytes">Its size.</param>
    public MemoryRegion Take(GpuThread thread, int number, string element, long bytes)
    {
        var name = $"shared {element} array {number}";
        if (number == _arrays.Count)
        {
            if (_bytes + bytes > _limit)
                throw thread.Fault(KernelFault.SharedMemory, name, null, $"{_bytes + bytes} bytes of shared memory, of which a group has {_limit}");
            var region = new MemoryRegion(name, _bytes, bytes, null);
            _bytes += (int)((bytes + Alignment - 1) / Alignment * Alignment);
            _arrays.Add(region);
            return region;
        }

        var array = _arrays[number];
        return array.Name == name && array.Length == bytes
            ? array
            : throw thread.Fault(KernelFault.SharedMemory, name, null, $"{bytes} bytes asked for where other threads asked for {array.Name} of {array.Length} bytes");
    }

    /// <summary>The shared memory that the launch asked for.</summary>
    public MemoryRegion Dynamic(GpuThread thread) =>
        _dynamic ?? throw thread.Fault(KernelFault.SharedMemory, null, null, "dynamic shared memory, but the launch asked for none");

    /// <summary>Another group begins: nothing is left of what the last one wrote.</summary>
    public void Forget()
    {
        _dynamic?.Forget();
        foreach (var array in _arrays)
            array.Forget();
    }
}
