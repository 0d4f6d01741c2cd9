using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>
/// Between samples of neighbouring features in the caller's memory and features of neighbouring samples in a panel:
/// 8 x 8 transpositions in registers, single floats at ragged ends.
/// </summary>
internal static unsafe class PanelTranspose
{
    private const int Side = 8, Samples = PanelTile.Samples;

    // Blocks of 8 features that are taken for all samples before the next: as many as keep the panel's rows near. Where
    // samples lie a multiple of a page apart, they fill the same cache sets, and 8 are read from end to end instead.
    private const int Stretch = 8, Page = 1024;

    /// <summary>From [sample][feature] to [feature][32]. Samples past the last are copies of it.</summary>
    public static void Load(SimdLevel level, float* source, int features, int columns, float* target) =>
        Load(level, source, features, features, columns, target);

    /// <summary>The same of samples that lie apart.</summary>
    /// <param name="level">The vector width.</param>
    /// <param name="source">The first sample's first feature.</param>
    /// <param name="distance">Floats from one sample to the next.</param>
    /// <param name="features">Features.</param>
    /// <param name="columns">Samples.</param>
    /// <param name="target">The panel.</param>
    public static void Load(SimdLevel level, float* source, nint distance, int features, int columns, float* target)
    {
        var rows = stackalloc nint[Samples];
        Rows(rows, distance, columns);
        var first = 0;
        if (Levels.Has512(level))
        {
            PanelTranspose512.Load(source, rows, features / PanelTranspose512.Features, Math.Max(1, StretchOf(distance, features) / 2), columns, target);
            first = features / PanelTranspose512.Features * PanelTranspose512.Features;
        }

        if (Levels.Has256(level))
        {
            LoadBlocks(source + first, rows, features - first, StretchOf(distance, features - first), columns, target + (first * Samples));
            first = features / Side * Side;
        }
        else if (Levels.Has128(level))
        {
            PanelTranspose128.Load(source, rows, features / PanelTranspose128.Side, 2 * StretchOf(distance, features), columns, target);
            first = features / PanelTranspose128.Side * PanelTranspose128.Side;
        }

        for (; first < features; first++)
        {
            for (nint sample = 0; sample < Samples; sample++)
            {
                target[((nint)first * Samples) + sample] = source[rows[sample] + first];
            }
        }
    }

    /// <summary>Whether a panel can be stored past the caches: one instruction writes each cache line, and once.</summary>
    public static bool CanStream(SimdLevel level, float* target, int features, int columns) =>
        Levels.Has512(level)
        && columns == Samples
        && features % PanelTranspose512.Features == 0
        && (nint)target % (PanelTranspose512.Features * sizeof(float)) == 0;

    /// <summary>From [feature][32] to [sample][feature], past the caches when that is asked for and possible.</summary>
    public static void Store(SimdLevel level, float* source, int features, int columns, float* target, bool streams) =>
        Store(level, source, features, columns, target, features, streams);

    /// <summary>The same to samples that lie apart.</summary>
    /// <param name="level">The vector width.</param>
    /// <param name="source">The panel.</param>
    /// <param name="features">Features.</param>
    /// <param name="columns">Samples.</param>
    /// <param name="target">The first sample's first feature.</param>
    /// <param name="distance">Floats from one sample to the next.</param>
    /// <param name="streams">Whether past the caches.</param>
    public static void Store(SimdLevel level, float* source, int features, int columns, float* target, nint distance, bool streams)
    {
        var rows = stackalloc nint[Samples];
        Rows(rows, distance, columns);
        var first = 0;
        if (Levels.Has512(level))
        {
            var (blocks, stretch) = (features / PanelTranspose512.Features, Math.Max(1, StretchOf(distance, features) / 2));
            PanelTranspose512.Store(source, blocks, stretch, columns, target, rows, streams);
            first = features / PanelTranspose512.Features * PanelTranspose512.Features;
        }

        if (Levels.Has256(level))
        {
            StoreBlocks(source + (first * Samples), features - first, StretchOf(distance, features - first), columns, target + first, rows);
            first = features / Side * Side;
        }
        else if (Levels.Has128(level))
        {
            PanelTranspose128.Store(source, features / PanelTranspose128.Side, 2 * StretchOf(distance, features), columns, target, rows);
            first = features / PanelTranspose128.Side * PanelTranspose128.Side;
        }

        for (nint sample = 0; sample < columns; sample++)
        {
            for (nint feature = first; feature < features; feature++)
            {
                target[rows[sample] + feature] = source[(feature * Samples) + sample];
            }
        }
    }

    /// <summary>Where the samples of a panel start. Those past the last start where it does.</summary>
    private static void Rows(nint* rows, nint distance, int columns)
    {
        for (var sample = 0; sample < Samples; sample++)
        {
            rows[sample] = Math.Min(sample, columns - 1) * distance;
        }
    }

    /// <summary>Blocks of 8 features to take, of samples so many floats apart.</summary>
    private static int StretchOf(nint distance, int features) => distance % Page == 0 ? features / Side : Stretch;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LoadBlocks(float* source, nint* rows, int features, int stretch, int columns, float* target)
    {
        var blocks = features / Side;
        while (blocks > 0)
        {
            var width = Math.Min(blocks, stretch);
            for (var sample = 0; sample < columns; sample += Side)
            {
                float* x = source, y = target + sample;
                for (var block = 0; block < width; block++)
                {
                    Load(x, rows + sample, y);
                    x += Side;
                    y += Side * Samples;
                }
            }

            blocks -= width;
            source += width * Side;
            target += width * Side * Samples;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StoreBlocks(float* source, int features, int stretch, int columns, float* target, nint* rows)
    {
        var blocks = features / Side;
        while (blocks > 0)
        {
            var width = Math.Min(blocks, stretch);
            for (var sample = (columns - 1) / Side * Side; sample >= 0; sample -= Side)
            {
                float* x = source + sample, y = target;
                for (var block = 0; block < width; block++)
                {
                    Store(x, y, rows + sample);
                    x += Side * Samples;
                    y += Side;
                }
            }

            blocks -= width;
            source += width * Side * Samples;
            target += width * Side;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(float* x, nint* rows, float* y)
    {
        float* x0 = x + rows[0], x1 = x + rows[1], x2 = x + rows[2], x3 = x + rows[3];
        float* x4 = x + rows[4], x5 = x + rows[5], x6 = x + rows[6], x7 = x + rows[7];

        // Halves of rows n and n + 4 side by side: what is left are transpositions of 4 x 4 within the lanes.
        var (a, b, c, d) = Transpose(Join(x0, x4), Join(x1, x5), Join(x2, x6), Join(x3, x7));
        *(Vector256<float>*)y = a;
        *(Vector256<float>*)(y + Samples) = b;
        *(Vector256<float>*)(y + (2 * Samples)) = c;
        *(Vector256<float>*)(y + (3 * Samples)) = d;
        (a, b, c, d) = Transpose(Join(x0 + 4, x4 + 4), Join(x1 + 4, x5 + 4), Join(x2 + 4, x6 + 4), Join(x3 + 4, x7 + 4));
        *(Vector256<float>*)(y + (4 * Samples)) = a;
        *(Vector256<float>*)(y + (5 * Samples)) = b;
        *(Vector256<float>*)(y + (6 * Samples)) = c;
        *(Vector256<float>*)(y + (7 * Samples)) = d;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* x, float* y, nint* rows)
    {
        var (a, b, c, d) = Transpose(
            Join(x, x + (4 * Samples)),
            Join(x + Samples, x + (5 * Samples)),
            Join(x + (2 * Samples), x + (6 * Samples)),
            Join(x + (3 * Samples), x + (7 * Samples)));
        x += 4;
        var (e, f, g, h) = Transpose(
            Join(x, x + (4 * Samples)),
            Join(x + Samples, x + (5 * Samples)),
            Join(x + (2 * Samples), x + (6 * Samples)),
            Join(x + (3 * Samples), x + (7 * Samples)));

        // From the last row on: what lanes past the last sample hold goes where that sample's own values come after.
        *(Vector256<float>*)(y + rows[7]) = h;
        *(Vector256<float>*)(y + rows[6]) = g;
        *(Vector256<float>*)(y + rows[5]) = f;
        *(Vector256<float>*)(y + rows[4]) = e;
        *(Vector256<float>*)(y + rows[3]) = d;
        *(Vector256<float>*)(y + rows[2]) = c;
        *(Vector256<float>*)(y + rows[1]) = b;
        *(Vector256<float>*)(y + rows[0]) = a;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Join(float* low, float* high) =>
        Avx.InsertVector128((*(Vector128<float>*)low).ToVector256Unsafe(), *(Vector128<float>*)high, 1);

    /// <summary>Transposes the 4 x 4 floats in the low lanes, and those in the high lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> A, Vector256<float> B, Vector256<float> C, Vector256<float> D) Transpose(
        Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        var (ab, cd) = (Avx.UnpackLow(a, b).AsDouble(), Avx.UnpackLow(c, d).AsDouble());
        var (abHigh, cdHigh) = (Avx.UnpackHigh(a, b).AsDouble(), Avx.UnpackHigh(c, d).AsDouble());
        return (
            Avx.UnpackLow(ab, cd).AsSingle(),
            Avx.UnpackHigh(ab, cd).AsSingle(),
            Avx.UnpackLow(abHigh, cdHigh).AsSingle(),
            Avx.UnpackHigh(abHigh, cdHigh).AsSingle());
    }
}
