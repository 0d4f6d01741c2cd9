using System;
using System.Runtime.InteropServices;
using ILGPU.Runtime;

namespace ILGPU.Execution;

/// <summary>
/// A piece of device memory with a record of every access: a buffer, an array of a group's shared memory. New memory holds a
/// pattern that is a NaN as half and as float, so that what is computed from it cannot pass for a result.
/// </summary>
internal sealed unsafe class MemoryRegion
{
    private const ushort Fresh = 0x7FC1;

    private readonly byte[] _bytes;
    private readonly Granule[] _granules;

    /// <param name="name">What a fault calls it.</param>
    /// <param name="address">Its device address.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="owner">The accelerator of a buffer; null for shared memory.</param>
    public MemoryRegion(string name, long address, long length, object? owner)
    {
        Name = name;
        Address = address;
        Owner = owner;
        var granules = checked((int)((length + Granule.Bytes - 1) / Granule.Bytes));
        Length = (int)length;
        _bytes = GC.AllocateUninitializedArray<byte>(granules * Granule.Bytes, pinned: true);
        _granules = new Granule[granules];
        Forget();
    }

    public string Name { get; }

    public long Address { get; }

    public int Length { get; }

    public object? Owner { get; }

    /// <summary>The buffer that the memory is of; null for shared memory.</summary>
    public MemoryBuffer? Buffer { get; set; }

    /// <summary>Whether the buffer was disposed of.</summary>
    public bool IsReleased { get; set; }

    public Granule[] Granules => _granules;

    public Span<byte> Bytes => _bytes.AsSpan(0, Length);

    public byte* Data => (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);

    /// <summary>Makes the memory as good as new.</summary>
    public void Forget()
    {
        MemoryMarshal.Cast<byte, ushort>(_bytes.AsSpan()).Fill(Fresh);
        Array.Clear(_granules);
    }

    /// <summary>Notes that the host wrote.</summary>
    public void WriteFromHost(int offset, int size)
    {
        for (var i = offset / Granule.Bytes; i <= (offset + size - 1) / Granule.Bytes; i++)
            _granules[i].IsWritten = true;
    }

    /// <summary>Whether all of these bytes were ever written.</summary>
    public bool IsWritten(int offset, int size)
    {
        for (var i = offset / Granule.Bytes; i <= (offset + size - 1) / Granule.Bytes; i++)
        {
            if (!_granules[i].IsWritten)
                return false;
        }

        return true;
    }

    /// <summary>Notes that a thread read, and checks that it may.</summary>
    public void Read(GpuThread thread, int offset, int size)
    {
        var clock = thread.Launch.Clock;
        for (var i = offset / Granule.Bytes; i <= (offset + size - 1) / Granule.Bytes; i++)
        {
            ref var granule = ref _granules[i];
            if (granule.Copier != 0)
                throw Fault(thread, KernelFault.DataRace, offset, size, $"read while an asynchronous copy of thread {granule.Copier - 1} may still write here");
            if (!granule.IsWritten)
                throw Fault(thread, KernelFault.UninitialisedRead, offset, size, "read, but nothing was written here");
            CheckWriter(thread, clock, granule, offset, size, "read");
            if (granule.ReadEpoch != clock.Now)
                (granule.ReadEpoch, granule.Reader) = (clock.Now, thread.Number);
            else if (granule.Reader != thread.Number)
                granule.Reader = Granule.Many;
            if (granule.FirstReadEpoch < clock.Launch)
                granule.FirstReadEpoch = clock.Now;
        }
    }

    /// <summary>Notes that a thread wrote, and checks that it may.</summary>
    public void Write(GpuThread thread, int offset, int size)
    {
        var clock = thread.Launch.Clock;
        for (var i = offset / Granule.Bytes; i <= (offset + size - 1) / Granule.Bytes; i++)
        {
            ref var granule = ref _granules[i];
            if (granule.Copier != 0)
                throw Fault(thread, KernelFault.DataRace, offset, size, $"written while an asynchronous copy of thread {granule.Copier - 1} may still write here");
            CheckWriter(thread, clock, granule, offset, size, "written");
            if (granule.ReadEpoch == clock.Now && granule.Reader != thread.Number)
            {
                var reader = granule.Reader == Granule.Many ? "other threads" : $"thread {granule.Reader}";
                throw Fault(thread, KernelFault.DataRace, offset, size, $"written, and read by {reader} with no barrier between");
            }

            if (granule.FirstReadEpoch >= clock.Launch && granule.FirstReadEpoch < clock.Group)
                throw Fault(thread, KernelFault.DataRace, offset, size, "written, and read by another group of the launch");
            granule.IsWritten = true;
            (granule.WriteEpoch, granule.Writer) = (clock.Now, thread.Number);
        }
    }

    /// <summary>Notes that an asynchronous copy of a thread may write from now on.</summary>
    public void BeginCopy(GpuThread thread, int offset, int size)
    {
        Write(thread, offset, size);
        for (var i = offset / Granule.Bytes; i <= (offset + size - 1) / Granule.Bytes; i++)
            _granules[i].Copier = (short)(thread.Number + 1);
    }

    /// <summary>Notes that a thread's own asynchronous copy, if there is one, arrives.</summary>
    public void EndCopy(GpuThread thread, int offset, int size)
    {
        for (var i = offset / Granule.Bytes; i <= (offset + size - 1) / Granule.Bytes; i++)
        {
            if (_granules[i].Copier == thread.Number + 1)
                _granules[i].Copier = 0;
        }
    }

    /// <summary>A fault of a thread at bytes of this memory.</summary>
    public KernelFaultException Fault(GpuThread thread, KernelFault fault, long offset, int size, string what) =>
        thread.Fault(fault, Name, offset / size, what);

    private void CheckWriter(GpuThread thread, Clock clock, in Granule granule, int offset, int size, string done)
    {
        if (granule.WriteEpoch == clock.Now && granule.Writer != thread.Number)
            throw Fault(thread, KernelFault.DataRace, offset, size, $"{done}, and written by thread {granule.Writer} with no barrier between");
        if (granule.WriteEpoch >= clock.Launch && granule.WriteEpoch < clock.Group)
            throw Fault(thread, KernelFault.DataRace, offset, size, $"{done}, and written by another group of the launch");
    }
}
