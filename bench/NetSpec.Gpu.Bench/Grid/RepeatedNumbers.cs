using System;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>
/// Numbers in [-1, 1) for buffers that are too large to fill one by one: a part as long as a prime, over and over, so that no
/// two features or samples are the same.
/// </summary>
/// <typeparam name="T">float or Half.</typeparam>
internal sealed class RepeatedNumbers<T>
    where T : unmanaged
{
    private const int Period = 1_000_003;

    private readonly double[] _numbers = new double[Period];
    private readonly T[] _stored = new T[Period];

    public RepeatedNumbers(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Period; i++)
        {
            var value = (2 * random.NextSingle()) - 1;
            _stored[i] = Stored(value);
            _numbers[i] = Number(_stored[i]);
        }
    }

    public double this[long index] => _numbers[index % Period];

    /// <summary>The nearest stored number.</summary>
    public static T Stored(float value)
    {
        var half = (System.Half)value;
        return typeof(T) == typeof(float) ? MemoryMarshal.Cast<float, T>(new ReadOnlySpan<float>(in value))[0] : MemoryMarshal.Cast<System.Half, T>(new ReadOnlySpan<System.Half>(in half))[0];
    }

    /// <summary>What a stored number is.</summary>
    public static double Number(T stored)
    {
        var one = new ReadOnlySpan<T>(in stored);
        return typeof(T) == typeof(float) ? MemoryMarshal.Cast<T, float>(one)[0] : (double)MemoryMarshal.Cast<T, System.Half>(one)[0];
    }

    /// <summary>Fills a buffer.</summary>
    public void Fill(AcceleratorStream stream, ArrayView<T> target)
    {
        var filled = Math.Min(Period, target.Length);
        target.SubView(0, filled).CopyFromCPU(stream, new ReadOnlySpan<T>(_stored, 0, (int)filled));

        // What is there is copied behind itself: all of it is whole periods until the end.
        while (filled < target.Length)
        {
            var count = Math.Min(filled, target.Length - filled);
            target.SubView(0, count).CopyTo(stream, target.SubView(filled, count));
            filled += count;
        }

        stream.Synchronize();
    }
}
