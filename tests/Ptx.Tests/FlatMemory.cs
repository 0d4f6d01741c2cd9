using System;

namespace NetSpec.Ptx.Tests;

/// <summary>Memory without checks, for tests of single instructions.</summary>
internal sealed class FlatMemory : IPtxMemory
{
    public byte[] Global { get; } = new byte[4096];

    public byte[] Shared { get; } = new byte[4096];

    public ulong Read(PtxSpace space, ulong address, int bytes, int thread)
    {
        Span<byte> raw = stackalloc byte[8];
        Of(space).AsSpan((int)address, bytes).CopyTo(raw);
        return BitConverter.ToUInt64(raw);
    }

    public void Write(PtxSpace space, ulong address, int bytes, ulong value, int thread) =>
        BitConverter.GetBytes(value).AsSpan(0, bytes).CopyTo(Of(space).AsSpan((int)address));

    private byte[] Of(PtxSpace space) => space == PtxSpace.Shared ? Shared : Global;
}
