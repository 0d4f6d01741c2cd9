using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>
/// The transpositions of <see cref="PanelTranspose"/> in 512-bit registers, 16 features of 8 samples at a time: one
/// instruction reads or writes a sample's cache line.
/// </summary>
internal static unsafe class PanelTranspose512
{
    /// <summary>Features of a block.</summary>
    public const int Features = 16;

    private const int Samples = PanelTile.Samples, Side = 8;

    /// <param name="source">The first sample.</param>
    /// <param name="rows">Where the others start.</param>
    /// <param name="blocks">Blocks of features.</param>
    /// <param name="stretch">Blocks to take of 8 samples before the next 8.</param>
    /// <param name="columns">Samples.</param>
    /// <param name="target">The panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Load(float* source, nint* rows, int blocks, int stretch, int columns, float* target)
    {
        for (int width; blocks > 0; blocks -= width, source += width * Features, target += width * Features * Samples)
        {
            width = Math.Min(blocks, stretch);
            for (var sample = 0; sample < columns; sample += Side)
            {
                LoadBlocks(source, Features, rows + sample, width, target + sample);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(float* source, int blocks, int stretch, int columns, float* target, nint* rows, bool streams)
    {
        for (int width; blocks > 0; blocks -= width, source += width * Features * Samples, target += width * Features)
        {
            // From the last samples on: what lanes past the last one hold goes where that sample's own values come after.
            width = Math.Min(blocks, stretch);
            for (var sample = (columns - 1) / Side * Side; sample >= 0; sample -= Side)
            {
                StoreBlocks(source + sample, width, target, Features, rows + sample, streams);
            }
        }
    }

    /// <param name="x">The first block of 16 features of the first of 8 samples.</param>
    /// <param name="step">Floats from one block to the next.</param>
    /// <param name="rows">Where the samples start.</param>
    /// <param name="blocks">Blocks.</param>
    /// <param name="y">Where the first feature's samples go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LoadBlocks(float* x, nint step, nint* rows, int blocks, float* y)
    {
        // Pairs of 128-bit parts: the first two of a and b in turn, and the last two.
        var firstParts = Vector512.Create(0L, 1, 8, 9, 2, 3, 10, 11);
        var lastParts = Vector512.Create(4L, 5, 12, 13, 6, 7, 14, 15);
        float* x0 = x + rows[0], x1 = x + rows[1], x2 = x + rows[2], x3 = x + rows[3];
        nint half = rows[4] - rows[0], second = rows[5] - rows[1], third = rows[6] - rows[2], fourth = rows[7] - rows[3];
        for (; blocks > 0; blocks--)
        {
            var (a, b, c, d) = Transpose(*(Vector512<float>*)x0, *(Vector512<float>*)x1, *(Vector512<float>*)x2, *(Vector512<float>*)x3);
            var (e, f, g, h) = Transpose(
                *(Vector512<float>*)(x0 + half),
                *(Vector512<float>*)(x1 + second),
                *(Vector512<float>*)(x2 + third),
                *(Vector512<float>*)(x3 + fourth));
            Put(y, Avx512F.PermuteVar8x64x2(a.AsInt64(), firstParts, e.AsInt64()));
            Put(y + Samples, Avx512F.PermuteVar8x64x2(b.AsInt64(), firstParts, f.AsInt64()));
            Put(y + (2 * Samples), Avx512F.PermuteVar8x64x2(c.AsInt64(), firstParts, g.AsInt64()));
            Put(y + (3 * Samples), Avx512F.PermuteVar8x64x2(d.AsInt64(), firstParts, h.AsInt64()));
            y += Side * Samples;
            Put(y, Avx512F.PermuteVar8x64x2(a.AsInt64(), lastParts, e.AsInt64()));
            Put(y + Samples, Avx512F.PermuteVar8x64x2(b.AsInt64(), lastParts, f.AsInt64()));
            Put(y + (2 * Samples), Avx512F.PermuteVar8x64x2(c.AsInt64(), lastParts, g.AsInt64()));
            Put(y + (3 * Samples), Avx512F.PermuteVar8x64x2(d.AsInt64(), lastParts, h.AsInt64()));
            y += Side * Samples;
            x0 += step;
            x1 += step;
            x2 += step;
            x3 += step;
        }
    }

    /// <param name="x">The first feature's 8 samples.</param>
    /// <param name="blocks">Blocks of 16 features.</param>
    /// <param name="y">Where the first block of the first sample goes.</param>
    /// <param name="step">Floats from one block to the next.</param>
    /// <param name="rows">Where the samples start.</param>
    /// <param name="streams">Whether to write past the caches.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StoreBlocks(float* x, int blocks, float* y, nint step, nint* rows, bool streams)
    {
        // Pairs of 128-bit parts: parts 0 and 2 of a and b in turn, and parts 1 and 3.
        var evenParts = Vector512.Create(0L, 1, 8, 9, 4, 5, 12, 13);
        var oddParts = Vector512.Create(2L, 3, 10, 11, 6, 7, 14, 15);
        float* y0 = y + rows[0], y1 = y + rows[1], y2 = y + rows[2], y3 = y + rows[3];
        nint half = rows[4] - rows[0], second = rows[5] - rows[1], third = rows[6] - rows[2], fourth = rows[7] - rows[3];
        for (; blocks > 0; blocks--)
        {
            var (a, b, c, d) = Transpose(Get(x), Get(x + Samples), Get(x + (2 * Samples)), Get(x + (3 * Samples)));
            x += 4 * Samples;
            var (e, f, g, h) = Transpose(Get(x), Get(x + Samples), Get(x + (2 * Samples)), Get(x + (3 * Samples)));
            x += (Features - 4) * Samples;
            Put(y3 + fourth, Avx512F.PermuteVar8x64x2(d.AsInt64(), oddParts, h.AsInt64()), streams);
            Put(y2 + third, Avx512F.PermuteVar8x64x2(c.AsInt64(), oddParts, g.AsInt64()), streams);
            Put(y1 + second, Avx512F.PermuteVar8x64x2(b.AsInt64(), oddParts, f.AsInt64()), streams);
            Put(y0 + half, Avx512F.PermuteVar8x64x2(a.AsInt64(), oddParts, e.AsInt64()), streams);
            Put(y3, Avx512F.PermuteVar8x64x2(d.AsInt64(), evenParts, h.AsInt64()), streams);
            Put(y2, Avx512F.PermuteVar8x64x2(c.AsInt64(), evenParts, g.AsInt64()), streams);
            Put(y1, Avx512F.PermuteVar8x64x2(b.AsInt64(), evenParts, f.AsInt64()), streams);
            Put(y0, Avx512F.PermuteVar8x64x2(a.AsInt64(), evenParts, e.AsInt64()), streams);
            y0 += step;
            y1 += step;
            y2 += step;
            y3 += step;
        }
    }

    /// <summary>8 samples of a feature, and of the one 8 after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Get(float* x) =>
        Avx512F.InsertVector256((*(Vector256<double>*)x).ToVector512Unsafe(), *(Vector256<double>*)(x + (Side * Samples)), 1).AsSingle();

    /// <summary>16 features of a sample, past the caches when asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* y, Vector512<long> values, bool streams)
    {
        if (streams)
        {
            values.StoreAlignedNonTemporal((long*)y);
        }
        else
        {
            *(Vector512<long>*)y = values;
        }
    }

    /// <summary>8 samples of a feature, and of the one 4 after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* y, Vector512<long> values)
    {
        *(Vector256<long>*)y = values.GetLower();
        *(Vector256<long>*)(y + (4 * Samples)) = Avx512F.ExtractVector256(values, 1);
    }

    /// <summary>Transposes the 4 x 4 floats in each of the four 128-bit parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> A, Vector512<float> B, Vector512<float> C, Vector512<float> D) Transpose(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        var (ab, cd) = (Avx512F.UnpackLow(a, b).AsDouble(), Avx512F.UnpackLow(c, d).AsDouble());
        var (abHigh, cdHigh) = (Avx512F.UnpackHigh(a, b).AsDouble(), Avx512F.UnpackHigh(c, d).AsDouble());
        return (
            Avx512F.UnpackLow(ab, cd).AsSingle(),
            Avx512F.UnpackHigh(ab, cd).AsSingle(),
            Avx512F.UnpackLow(abHigh, cdHigh).AsSingle(),
            Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle());
    }
}
