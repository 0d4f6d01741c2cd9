using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ILGPU.Execution;

/// <summary>
/// Tells reads from writes. The indexer of a view returns a reference, whatever it is for; here it refers to a copy of the element.
/// Later the copy is looked at: if it changed it is written back and counts as a write of the whole element, else as a read.
/// </summary>
/// <remarks>
/// A write of the value that is there already counts as a read. <c>xs[i] = ys[j]</c> takes the reference of the target first, so
/// copies are settled as late as may be: when newer ones need their room, before an access to a part of the same bytes, at a
/// barrier and at the end. A reference is good for <see cref="Capacity"/> / 2 further accesses and not across a barrier.
/// One thread of a launch runs at a time and settles before it hands over; so all share these copies.
/// </remarks>
internal sealed unsafe class PendingAccesses
{
    private const int Capacity = 512;
    private const int LargestElement = 64;

    private readonly Slot[] _slots = new Slot[Capacity];
    private readonly byte[] _copies = GC.AllocateUninitializedArray<byte>(Capacity * LargestElement, pinned: true);
    private readonly byte[] _originals = GC.AllocateUninitializedArray<byte>(Capacity * LargestElement, pinned: true);
    private int _count;

    /// <summary>A reference to a copy of an element.</summary>
    public ref T Access<T>(GpuThread thread, MemoryRegion region, int offset)
        where T : unmanaged
    {
        var size = sizeof(T);
        if (size > LargestElement)
            throw new NotSupportedException($"{typeof(T)} has {size} bytes; the stand-in knows elements of up to {LargestElement}");
        var granules = region.Granules;
        var (first, last) = (offset / Granule.Bytes, (offset + size - 1) / Granule.Bytes);
        var newest = granules[first].Pending - 1;
        if (newest >= 0 && _count - newest < Capacity / 2)
        {
            ref var slot = ref _slots[newest % Capacity];
            if (slot.Region == region && slot.Offset == offset && slot.Size == size)
                return ref Unsafe.As<byte, T>(ref _copies[newest % Capacity * LargestElement]);
        }

        for (var i = first; i <= last; i++)
        {
            if (granules[i].Pending != 0)
                Settle(thread, (granules[i].Pending - 1) % Capacity);
        }

        var place = _count % Capacity;
        if (_count >= Capacity)
            Retire(thread, _count - Capacity);
        _slots[place] = new Slot { Region = region, Offset = offset, Size = size };
        var value = *(T*)(region.Data + offset);
        Unsafe.WriteUnaligned(ref _originals[place * LargestElement], value);
        Unsafe.WriteUnaligned(ref _copies[place * LargestElement], value);
        _count++;
        for (var i = first; i <= last; i++)
            granules[i].Pending = _count;
        return ref Unsafe.As<byte, T>(ref _copies[place * LargestElement]);
    }

    /// <summary>Settles everything a thread did.</summary>
    public void SettleAll(GpuThread thread)
    {
        // A copy of fresh memory into fresh memory changes nothing and looks like two reads of it: the one that was begun last is the cause.
        var fresh = -1;
        for (var number = Math.Max(0, _count - Capacity); number < _count; number++)
        {
            if (IsFreshRead(number % Capacity))
                fresh = number % Capacity;
            else
                Retire(thread, number);
        }

        if (fresh >= 0)
            Settle(thread, fresh);
        _count = 0;
    }

    /// <summary>Forgets what is not settled: the launch failed.</summary>
    public void Drop()
    {
        for (var number = Math.Max(0, _count - Capacity); number < _count; number++)
            Unmark(number);
        _count = 0;
    }

    private void Retire(GpuThread thread, int number)
    {
        Unmark(number);
        Settle(thread, number % Capacity);
    }

    private void Settle(GpuThread thread, int place)
    {
        ref var slot = ref _slots[place];
        var copy = Copy(place);
        var original = Original(place);
        if (!copy.SequenceEqual(original))
        {
            slot.Region.Write(thread, slot.Offset, slot.Size);
            copy.CopyTo(slot.Region.Bytes[slot.Offset..]);
            copy.CopyTo(original);
        }
        else if (!slot.IsSettled)
        {
            slot.Region.Read(thread, slot.Offset, slot.Size);
        }

        slot.IsSettled = true;
    }

    private bool IsFreshRead(int place)
    {
        ref var slot = ref _slots[place];
        return !slot.IsSettled && !slot.Region.IsWritten(slot.Offset, slot.Size) && Copy(place).SequenceEqual(Original(place));
    }

    private Span<byte> Copy(int place) => _copies.AsSpan(place * LargestElement, _slots[place].Size);

    private Span<byte> Original(int place) => _originals.AsSpan(place * LargestElement, _slots[place].Size);

    private void Unmark(int number)
    {
        ref var slot = ref _slots[number % Capacity];
        var granules = slot.Region.Granules;
        for (var i = slot.Offset / Granule.Bytes; i <= (slot.Offset + slot.Size - 1) / Granule.Bytes; i++)
        {
            if (granules[i].Pending == number + 1)
                granules[i].Pending = 0;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Slot
    {
        public MemoryRegion Region;
        public int Offset;
        public int Size;
        public bool IsSettled;
    }
}
