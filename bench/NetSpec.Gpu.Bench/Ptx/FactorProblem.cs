using System;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>Numbers to multiply, and what comes out, in double precision.</summary>
internal sealed class FactorProblem
{
    private readonly double[] _x, _weights, _bias, _residual;

    public FactorProblem(FactorKernelKey key, int batch, int stride, int seed)
    {
        (Key, Batch, Stride) = (key, batch, stride);
        var random = new Random(seed);
        var p = key.Pattern;
        _x = Numbers(random, p.Columns * batch);
        _weights = Numbers(random, p.NonZeros);
        _residual = Numbers(random, p.Rows * batch);

        // The bias is single precision in both.
        _bias = new double[p.Rows];
        for (var i = 0; i < _bias.Length; i++)
        {
            _bias[i] = random.NextSingle() - 0.5f;
        }
    }

    public FactorKernelKey Key { get; }

    public int Batch { get; }

    /// <summary>Values from one feature to the next, batch-last.</summary>
    public int Stride { get; }

    public int Bytes => Key.IsHalf ? 2 : 4;

    public long Length(long features) => features * (Key.IsBatchLast ? Stride : Batch);

    /// <summary>Where a value lies.</summary>
    public long At(long features, long feature, int sample) => Key.IsBatchLast ? (feature * Stride) + sample : (sample * features) + feature;

    public byte[] X() => Lay(_x, Key.Pattern.Columns);

    public byte[] Residual() => Lay(_residual, Key.Pattern.Rows);

    public byte[] Bias()
    {
        var bytes = new byte[4 * _bias.Length];
        for (var i = 0; i < _bias.Length; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(4 * i), (float)_bias[i]);
        }

        return bytes;
    }

    /// <summary>Weights as [i·d + j][l padded][k padded].</summary>
    public byte[] PackedWeights(FactorTiles tiles)
    {
        var bytes = new byte[tiles.PackedWeights * Bytes];
        var p = Key.Pattern;
        for (var block = 0; block < p.A * p.D; block++)
        {
            for (var l = 0; l < p.C; l++)
            {
                for (var k = 0; k < p.B; k++)
                {
                    Put(bytes, ((((long)block * tiles.PaddedDepth) + l) * tiles.PaddedRows) + k, _weights[Weight(block / p.D, k, l, block % p.D)]);
                }
            }
        }

        return bytes;
    }

    /// <summary>A result, and how far a computed one may be from it.</summary>
    public (double Value, double Tolerance) Expect(int i, int k, int j, int sample, bool relu, bool hasResidual)
    {
        var p = Key.Pattern;
        var row = ((((long)i * p.B) + k) * p.D) + j;
        var (sum, size) = (_bias[row], Math.Abs(_bias[row]));
        for (var l = 0; l < p.C; l++)
        {
            var product = _weights[Weight(i, k, l, j)] * _x[((((((long)i * p.C) + l) * p.D) + j) * Batch) + sample];
            sum += product;
            size += Math.Abs(product);
        }

        if (hasResidual)
        {
            sum += _residual[(row * Batch) + sample];
            size += Math.Abs(_residual[(row * Batch) + sample]);
        }

        // c products and c + 2 sums in single precision (Higham 2002, 3.1), and one rounding to a half.
        var tolerance = ((2 * p.C) + 3) * Math.ScaleB(1, -24) * size;
        if (Key.IsHalf)
            tolerance += (Math.ScaleB(1, -11) * Math.Abs(sum)) + Math.ScaleB(1, -25);
        return (relu ? Math.Max(sum, 0) : sum, tolerance);
    }

    /// <summary>A stored value.</summary>
    public double Value(ReadOnlySpan<byte> bytes, long at) => Key.IsHalf
        ? (double)BitConverter.ToHalf(bytes[(int)(2 * at)..])
        : BitConverter.ToSingle(bytes[(int)(4 * at)..]);

    private long Weight(int i, int k, int l, int j) => ((((((long)i * Key.Pattern.B) + k) * Key.Pattern.C) + l) * Key.Pattern.D) + j;

    private double[] Numbers(Random random, long count)
    {
        var numbers = new double[count];
        for (var i = 0L; i < count; i++)
        {
            var value = (2 * random.NextSingle()) - 1;
            numbers[i] = Key.IsHalf ? (double)(Half)value : value;
        }

        return numbers;
    }

    /// <summary>Values in the layout, NaN in the padding: whatever is read there must not reach a result.</summary>
    private byte[] Lay(double[] values, long features)
    {
        var bytes = new byte[Length(features) * Bytes];
        for (var at = 0L; at < Length(features); at++)
        {
            Put(bytes, at, double.NaN);
        }

        for (var feature = 0L; feature < features; feature++)
        {
            for (var sample = 0; sample < Batch; sample++)
            {
                Put(bytes, At(features, feature, sample), values[(int)((feature * Batch) + sample)]);
            }
        }

        return bytes;
    }

    private void Put(byte[] bytes, long at, double value)
    {
        if (Key.IsHalf)
            BitConverter.TryWriteBytes(bytes.AsSpan((int)(2 * at)), (Half)value);
        else
            BitConverter.TryWriteBytes(bytes.AsSpan((int)(4 * at)), (float)value);
    }
}
