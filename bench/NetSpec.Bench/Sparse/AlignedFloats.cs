using System;
using System.Runtime.InteropServices;

namespace NetSpec.Bench.Sparse;

/// <summary>Floats on a cache line's boundary, as torch aligns its tensors, filled with numbers in [-1, 1).</summary>
internal sealed unsafe class AlignedFloats : IDisposable
{
    private readonly int _length;
    private float* _pointer;

    public AlignedFloats(long length)
    {
        _length = checked((int)length);
        _pointer = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);
        var random = new Random(1);
        foreach (ref var value in Span)
        {
            value = (2 * random.NextSingle()) - 1;
        }
    }

    public Span<float> Span => new(_pointer, _length);

    /// <summary>The first one; it stays where it is.</summary>
    public float* Pointer => _pointer;

    public void Dispose()
    {
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
    }
}
