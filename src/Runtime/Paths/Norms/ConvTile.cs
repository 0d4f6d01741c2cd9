using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>The inner loop of a convolution: a block of rows times a tile of columns, all sums in registers.</summary>
internal static class ConvTile
{
    /// <summary>Channels of the result in a block.</summary>
    public const int Rows = 4;

    /// <summary>Pixels of a tile.</summary>
    public const int Pixels = 12;

    /// <param name="arithmetic">How products are combined.</param>
    /// <param name="rows">The weights.</param>
    /// <param name="group">The group.</param>
    /// <param name="block">The block of rows in the group.</param>
    /// <param name="tile">The columns.</param>
    /// <param name="result">What the layer has; its tile is written.</param>
    /// <param name="firstPixel">The first pixel of the tile.</param>
    public static void Multiply<TArithmetic>(TArithmetic arithmetic, ConvRows rows, int group, int block, ReadOnlySpan<double> tile, LayerValues result, int firstPixel)
        where TArithmetic : struct, IPathArithmetic
    {
        Span<Vector256<double>> sums = stackalloc Vector256<double>[Rows * Pixels / 4];
        Products(arithmetic, rows.Block(group, block), tile, sums);
        var values = MemoryMarshal.Cast<Vector256<double>, double>(sums);
        var pixels = Math.Min(Pixels, result.Pixels - firstPixel);
        for (var row = 0; row < Math.Min(Rows, rows.RowsPerGroup - (block * Rows)); row++)
        {
            var channel = (group * rows.RowsPerGroup) + (block * Rows) + row;
            var bias = rows.Bias(channel);
            var target = result.Channel(channel).Slice(firstPixel, pixels);
            for (var i = 0; i < pixels; i++)
            {
                target[i] = arithmetic.Add(values[(row * Pixels) + i], bias);
            }
        }
    }

    private static void Products<TArithmetic>(TArithmetic arithmetic, ReadOnlySpan<double> weights, ReadOnlySpan<double> tile, Span<Vector256<double>> sums)
        where TArithmetic : struct, IPathArithmetic
    {
        Vector256<double> s00 = default, s01 = default, s02 = default, s10 = default, s11 = default, s12 = default;
        Vector256<double> s20 = default, s21 = default, s22 = default, s30 = default, s31 = default, s32 = default;
        ref var w = ref MemoryMarshal.GetReference(weights);
        ref var x = ref Unsafe.As<double, Vector256<double>>(ref MemoryMarshal.GetReference(tile));
        for (var k = 0; k < weights.Length / Rows; k++)
        {
            var (x0, x1, x2) = (x, Unsafe.Add(ref x, 1), Unsafe.Add(ref x, 2));
            var weight = Vector256.Create(w);
            s00 = arithmetic.MultiplyAdd(s00, weight, x0);
            s01 = arithmetic.MultiplyAdd(s01, weight, x1);
            s02 = arithmetic.MultiplyAdd(s02, weight, x2);
            weight = Vector256.Create(Unsafe.Add(ref w, 1));
            s10 = arithmetic.MultiplyAdd(s10, weight, x0);
            s11 = arithmetic.MultiplyAdd(s11, weight, x1);
            s12 = arithmetic.MultiplyAdd(s12, weight, x2);
            weight = Vector256.Create(Unsafe.Add(ref w, 2));
            s20 = arithmetic.MultiplyAdd(s20, weight, x0);
            s21 = arithmetic.MultiplyAdd(s21, weight, x1);
            s22 = arithmetic.MultiplyAdd(s22, weight, x2);
            weight = Vector256.Create(Unsafe.Add(ref w, 3));
            s30 = arithmetic.MultiplyAdd(s30, weight, x0);
            s31 = arithmetic.MultiplyAdd(s31, weight, x1);
            s32 = arithmetic.MultiplyAdd(s32, weight, x2);
            w = ref Unsafe.Add(ref w, Rows);
            x = ref Unsafe.Add(ref x, 3);
        }

        (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]) = (s00, s01, s02, s10, s11, s12);
        (sums[6], sums[7], sums[8], sums[9], sums[10], sums[11]) = (s20, s21, s22, s30, s31, s32);
    }
}
