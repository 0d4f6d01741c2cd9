using System;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels;

/// <summary>Channels x rows x columns in double, with room for how large an error may be.</summary>
internal sealed class Tensor(int channels, int height, int width)
{
    private readonly double[] _values = new double[channels * height * width];

    /// <summary>For sums: the sum of the magnitudes, to which rounding errors are relative.</summary>
    private readonly double[] _magnitudes = new double[channels * height * width];

    public int Channels { get; } = channels;

    public int Height { get; } = height;

    public int Width { get; } = width;

    public double this[int c, int y, int x]
    {
        get => _values[Index(c, y, x)];
        set => _values[Index(c, y, x)] = value;
    }

    public static Tensor Random(Random random, int channels, int height, int width)
    {
        var result = new Tensor(channels, height, width);
        for (var i = 0; i < result._values.Length; i++)
        {
            // Small integers over eight: some ties for the pools, all exact in float.
            result._values[i] = random.Next(-32, 33) / 8.0;
        }

        return result;
    }

    public static Tensor Map(int channels, int height, int width, Func<int, int, int, double> value)
    {
        var result = new Tensor(channels, height, width);
        for (var c = 0; c < channels; c++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    result[c, y, x] = value(c, y, x);
                }
            }
        }

        return result;
    }

    /// <summary>The value, or zero in the padding.</summary>
    public double Padded(int c, int y, int x) => y < 0 || y >= Height || x < 0 || x >= Width ? 0 : this[c, y, x];

    public void Set(int c, int y, int x, double value, double magnitude)
    {
        _values[Index(c, y, x)] = value;
        _magnitudes[Index(c, y, x)] = magnitude;
    }

    /// <summary>The values in the order channel, row, column.</summary>
    public double[] Flat() => (double[])_values.Clone();

    public void Relu()
    {
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = Math.Max(0, _values[i]);
        }
    }

    public void AssertClose(Tensor actual, string what)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            var allowed = 5e-6 * (_magnitudes[i] + Math.Abs(_values[i])) + 1e-12;
            var error = Math.Abs(_values[i] - actual._values[i]);
            if (!(error <= allowed))
            {
                var (c, rest) = Math.DivRem(i, Height * Width);
                Assert.Fail($"{what}: channel {c}, row {rest / Width}, column {rest % Width} is {actual._values[i]}, not {_values[i]}");
            }
        }
    }

    public void AssertSame(Tensor actual, string what) => Assert.True(_values.AsSpan().SequenceEqual(actual._values), what);

    private int Index(int c, int y, int x) => (((c * Height) + y) * Width) + x;
}
