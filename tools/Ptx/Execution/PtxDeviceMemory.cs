using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>
/// Buffers of the device's memory, with room between them that nobody may touch. Within a launch, a byte that one thread writes
/// no other may read or write: nothing orders threads of different groups, and kernels here exchange numbers in shared memory.
/// </summary>
public sealed class PtxDeviceMemory : IPtxMemory
{
    private const int Nobody = -1;
    private const int Several = -2;
    private const ulong Gap = 4096;

    private readonly List<Buffer> _buffers = [];
    private Buffer? _last;

    /// <summary>Adds a buffer.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="contents">Its bytes, which launches change.</param>
    /// <param name="filled">Whether they may be read before they are written.</param>
    /// <returns>Its address, a multiple of 256.</returns>
    public ulong Add(string name, byte[] contents, bool filled)
    {
        ArgumentNullException.ThrowIfNull(contents);
        var start = _buffers.Count == 0 ? 0x10_0000UL : (_buffers[^1].Start + (ulong)_buffers[^1].Bytes.Length + Gap + 255) / 256 * 256;
        _buffers.Add(new(name, start, contents, filled));
        return start;
    }

    /// <summary>What happens from now on comes after what happened.</summary>
    public void NextLaunch() => _buffers.ForEach(buffer => buffer.Forget());

    /// <inheritdoc/>
    public ulong Read(PtxSpace space, ulong address, int bytes, int thread)
    {
        var (buffer, offset) = Find(space, address, bytes);
        var value = 0UL;
        for (var i = offset + bytes - 1; i >= offset; i--)
        {
            if (!buffer.Written[i])
                throw new PtxException($"{Place(buffer, i)} is read, but nothing was written to it");
            if (buffer.Writers[i] != Nobody && buffer.Writers[i] != thread)
                throw Race(buffer, i, thread, "reads", "wrote", buffer.Writers[i]);
            if (buffer.Readers[i] != thread)
                buffer.Readers[i] = buffer.Readers[i] == Nobody ? thread : Several;
            value = (value << 8) | buffer.Bytes[i];
        }

        return value;
    }

    /// <inheritdoc/>
    public void Write(PtxSpace space, ulong address, int bytes, ulong value, int thread)
    {
        var (buffer, offset) = Find(space, address, bytes);
        for (var i = offset; i < offset + bytes; i++, value >>= 8)
        {
            if (buffer.Writers[i] != Nobody && buffer.Writers[i] != thread)
                throw Race(buffer, i, thread, "writes", "wrote", buffer.Writers[i]);
            if (buffer.Readers[i] != Nobody && buffer.Readers[i] != thread)
                throw Race(buffer, i, thread, "writes", "read", buffer.Readers[i]);
            (buffer.Bytes[i], buffer.Written[i], buffer.Writers[i]) = ((byte)value, true, thread);
        }
    }

    private (Buffer Buffer, int Offset) Find(PtxSpace space, ulong address, int bytes)
    {
        if (space != PtxSpace.Global)
            throw new ArgumentException($"The memory of the device is not {space} memory.", nameof(space));

        if (_last is null || !_last.Holds(address, bytes))
            _last = _buffers.FirstOrDefault(buffer => buffer.Holds(address, bytes)) ?? throw Outside(address, bytes);
        return address % (ulong)bytes == 0
            ? (_last, (int)(address - _last.Start))
            : throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"global address {address:x} is not a multiple of {bytes}"));
    }

    private PtxException Outside(ulong address, int bytes)
    {
        var near = _buffers.MinBy(buffer => address < buffer.Start ? buffer.Start - address : address - Math.Min(address, buffer.Start + (ulong)buffer.Bytes.Length));
        return new(string.Create(
            CultureInfo.InvariantCulture,
            $"{bytes} bytes at byte {(near is null ? 0 : (long)(address - near.Start))} of '{near?.Name}', which has {near?.Bytes.Length ?? 0} bytes, are outside every buffer"));
    }

    private static string Place(Buffer buffer, int offset) => string.Create(CultureInfo.InvariantCulture, $"byte {offset} of '{buffer.Name}'");

    private static PtxException Race(Buffer buffer, int offset, int thread, string does, string did, int other) => new(string.Create(
        CultureInfo.InvariantCulture, $"race: thread {thread} of the grid {does} {Place(buffer, offset)}, which {(other == Several ? "several others" : string.Create(CultureInfo.InvariantCulture, $"thread {other}"))} {did}"));

    private sealed class Buffer(string name, ulong start, byte[] bytes, bool filled)
    {
        public string Name => name;

        public ulong Start => start;

        public byte[] Bytes => bytes;

        public bool[] Written { get; } = Enumerable.Repeat(filled, bytes.Length).ToArray();

        public int[] Writers { get; } = Enumerable.Repeat(Nobody, bytes.Length).ToArray();

        public int[] Readers { get; } = Enumerable.Repeat(Nobody, bytes.Length).ToArray();

        public bool Holds(ulong address, int count) => address >= start && address - start <= (ulong)bytes.Length - (ulong)count && count <= bytes.Length;

        public void Forget()
        {
            Array.Fill(Writers, Nobody);
            Array.Fill(Readers, Nobody);
        }
    }
}
