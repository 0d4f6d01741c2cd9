using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ILGPU.Runtime;

namespace ILGPU.Execution;

/// <summary>The memory of a device: buffers at made-up addresses, far enough apart that one past the end of a buffer is nobody's.</summary>
internal sealed class AddressSpace
{
    private const long Begin = 0x7F00_0000_0000;
    private const long Alignment = 256;
    private const long Gap = 1L << 20;

    private readonly Lock _changing = new();
    private readonly SortedList<long, MemoryRegion> _regions = [];
    private readonly Accelerator _owner;
    private long _next = Begin;
    private long _number;

    public AddressSpace(Accelerator owner)
    {
        _owner = owner;
    }

    /// <summary>Bytes that are not allocated.</summary>
    public long Free
    {
        get
        {
            lock (_changing)
                return _owner.MemorySize - _regions.Values.Sum(region => (long)region.Length);
        }
    }

    /// <summary>A new buffer; null when memory is short.</summary>
    public MemoryRegion? Allocate(string element, long bytes)
    {
        lock (_changing)
        {
            if (bytes > Free)
                return null;
            var region = new MemoryRegion($"{element} buffer {_number++}", _next, bytes, _owner);
            _regions.Add(_next, region);
            _next = (_next + bytes + Gap + Alignment - 1) / Alignment * Alignment;
            return region;
        }
    }

    /// <summary>Takes a buffer back.</summary>
    public void Release(MemoryRegion region)
    {
        lock (_changing)
        {
            region.IsReleased = true;
            _regions.Remove(region.Address);
        }
    }

    /// <summary>The last buffer that begins at or before an address.</summary>
    public MemoryRegion? Before(long address)
    {
        lock (_changing)
        {
            var (low, high) = (0, _regions.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_regions.Keys[middle] <= address)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low == 0 ? null : _regions.Values[low - 1];
        }
    }
}
