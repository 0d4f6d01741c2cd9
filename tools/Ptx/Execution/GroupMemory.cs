using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Ptx;

/// <summary>
/// What the threads of one group see: their shared memory, checked byte by byte, the arguments, and the device's memory, which
/// knows threads by their number in the grid.
/// </summary>
internal sealed class GroupMemory(IPtxMemory device, ReadOnlyMemory<byte> arguments, int sharedBytes, int firstThread) : IPtxMemory
{
    private const int Nobody = -1;
    private const int Several = -2;

    private readonly byte[] _bytes = new byte[sharedBytes];
    private readonly Cell[] _cells = new Cell[sharedBytes];

    // Between two barriers nothing orders the threads: what two of them do in the same interval to the same byte may happen in
    // either order.
    private int _interval = 1;

    public void Barrier() => _interval++;

    public ulong Read(PtxSpace space, ulong address, int bytes, int thread)
    {
        switch (space)
        {
            case PtxSpace.Global:
                return device.Read(space, address, bytes, firstThread + thread);
            case PtxSpace.Param:
                Check("parameter", address, bytes, arguments.Length);
                var argument = 0UL;
                for (var i = bytes - 1; i >= 0; i--)
                {
                    argument = (argument << 8) | arguments.Span[(int)address + i];
                }

                return argument;
            default:
                Check("shared", address, bytes, _bytes.Length);
                var value = 0UL;
                for (var i = (int)address + bytes - 1; i >= (int)address; i--)
                {
                    ref var cell = ref _cells[i];
                    if (cell.WriteInterval == 0)
                        throw new PtxException($"{Place(i)} is read, but nothing was written to it");
                    if (cell.Copier > 0)
                        throw new PtxException($"race: {Place(i)} is read while an asynchronous copy of {Name(cell.Copier - 1)} to it is under way");
                    if (cell.WriteInterval == _interval && cell.Writer != thread)
                        throw Race(i, thread, "reads", "wrote", cell.Writer);

                    cell.Reader = cell.ReadInterval == _interval && cell.Reader != thread ? Several : thread;
                    cell.ReadInterval = _interval;
                    value = (value << 8) | _bytes[i];
                }

                return value;
        }
    }

    public void Write(PtxSpace space, ulong address, int bytes, ulong value, int thread)
    {
        switch (space)
        {
            case PtxSpace.Global:
                device.Write(space, address, bytes, value, firstThread + thread);
                break;
            case PtxSpace.Param:
                throw new PtxException("an argument is written");
            default:
                Check("shared", address, bytes, _bytes.Length);
                for (var i = (int)address; i < (int)address + bytes; i++, value >>= 8)
                {
                    ref var cell = ref _cells[i];
                    if (cell.Copier > 0 && cell.Copier != thread + 1)
                        throw new PtxException($"race: {Place(i)} is written by {Name(thread)} while an asynchronous copy of {Name(cell.Copier - 1)} to it is under way");
                    Claim(i, thread);
                    cell.Copier = 0;
                    _bytes[i] = (byte)value;
                }

                break;
        }
    }

    /// <summary>From now on the copy may arrive at any moment: whoever touched these bytes since the last barrier might be late.</summary>
    public void BeginCopy(ulong address, int bytes, int thread)
    {
        Check("shared", address, bytes, _bytes.Length);
        for (var i = (int)address; i < (int)address + bytes; i++)
        {
            if (_cells[i].Copier > 0)
                throw new PtxException($"race: two asynchronous copies to {Place(i)} are under way, of {Name(_cells[i].Copier - 1)} and {Name(thread)}");
            Claim(i, thread);
            _cells[i].Copier = thread + 1;
        }
    }

    private void Claim(int i, int thread)
    {
        ref var cell = ref _cells[i];
        if (cell.WriteInterval == _interval && cell.Writer != thread)
            throw Race(i, thread, "writes", "wrote", cell.Writer);
        if (cell.ReadInterval == _interval && cell.Reader != thread)
            throw Race(i, thread, "writes", "read", cell.Reader);
        (cell.WriteInterval, cell.Writer) = (_interval, thread);
    }

    private static void Check(string space, ulong address, int bytes, int size)
    {
        if (address + (ulong)bytes > (ulong)size || address > (ulong)size)
            throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes at {space} address {(long)address} are outside its {size} bytes"));
        if (address % (ulong)bytes != 0)
            throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"{space} address {address} is not a multiple of {bytes}"));
    }

    private static PtxException Race(int i, int thread, string does, string did, int other) =>
        new($"race: {Name(thread)} {does} {Place(i)}, which {(other == Several ? "several others" : Name(other))} {did} with no barrier between");

    private static string Place(int i) => string.Create(CultureInfo.InvariantCulture, $"shared byte {i}");

    private static string Name(int thread) => thread == Nobody ? "nobody" : string.Create(CultureInfo.InvariantCulture, $"thread {thread}");

    private struct Cell
    {
        public int WriteInterval;
        public int Writer;
        public int ReadInterval;
        public int Reader;
        public int Copier;
    }
}
