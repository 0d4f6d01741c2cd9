using System.Collections.Generic;
using System.Linq;
using NetSpec.Ptx;

namespace ILGPU.Execution;

/// <summary>The shared memory of the running group.</summary>
internal sealed class SharedArrays
{
    private const int Alignment = 16;
    private const int Gap = 4096;

    private readonly List<MemoryRegion> _arrays = [];
    private readonly SortedList<string, MemoryRegion> _declared = [];
    private readonly MemoryRegion? _dynamic;
    private readonly int _limit;
    private int _bytes;
    private long _address;

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
            _arrays.Add(New(thread, name, bytes, Alignment));

        var array = _arrays[number];
        return array.Name == name && array.Length == bytes
            ? array
            : throw thread.Fault(KernelFault.SharedMemory, name, null, $"{bytes} bytes asked for where other threads asked for {array.Name} of {array.Length} bytes");
    }

    /// <summary>The array that inline PTX declares.</summary>
    public MemoryRegion Declare(GpuThread thread, PtxSharedDeclaration declaration)
    {
        if (!_declared.TryGetValue(declaration.Name, out var array))
            _declared.Add(declaration.Name, array = New(thread, $"inline shared array {declaration.Name}", declaration.Bytes, declaration.Alignment));
        return array.Length == declaration.Bytes
            ? array
            : throw thread.Fault(KernelFault.SharedMemory, array.Name, null, $"declared with {declaration.Bytes} bytes, and with {array.Length} before");
    }

    /// <summary>The last array of inline PTX that begins at or before an address.</summary>
    public MemoryRegion? Before(long address) => _declared.Values.Where(array => array.Address <= address).MaxBy(array => array.Address);

    /// <summary>The shared memory that the launch asked for.</summary>
    public MemoryRegion Dynamic(GpuThread thread) =>
        _dynamic ?? throw thread.Fault(KernelFault.SharedMemory, null, null, "dynamic shared memory, but the launch asked for none");

    /// <summary>Another group begins: nothing is left of what the last one wrote.</summary>
    public void Forget()
    {
        _dynamic?.Forget();
        foreach (var array in _arrays.Concat(_declared.Values))
            array.Forget();
    }

    private MemoryRegion New(GpuThread thread, string name, long bytes, int alignment)
    {
        _bytes = (_bytes + alignment - 1) / alignment * alignment;
        if (_bytes + bytes > _limit)
            throw thread.Fault(KernelFault.SharedMemory, name, null, $"{_bytes + bytes} bytes of shared memory, of which a group has {_limit}");
        _bytes += (int)bytes;

        // What lies side by side on a device lies apart here: one past the end of an array is no part of the next.
        _address = (_address + alignment - 1) / alignment * alignment;
        var array = new MemoryRegion(name, _address, bytes, null);
        _address += bytes + Gap;
        return array;
    }
}
