using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Costs;

/// <summary>
/// 16 rows of 16 channels as 16 stretches, one a channel, of 16 consecutive floats: from the order in which kernels sum
/// to the order of a weight tensor.
/// </summary>
internal static unsafe class LaneTranspose
{
    /// <summary>Stores the stretches.</summary>
    /// <param name="simd">The vector width.</param>
    /// <param name="source">Rows of channels.</param>
    /// <param name="rows">Where each row starts.</param>
    /// <param name="count">Rows, up to 16.</param>
    /// <param name="target">The first channel's stretch.</param>
    /// <param name="step">Floats from one channel's stretch to the next.</param>
    /// <param name="channels">Channels to store, up to 16.</param>
    public static void Store(SimdLevel simd, float* source, nint* rows, int count, float* target, nint step, int channels)
    {
        if (count == Map.Lanes && channels == Map.Lanes && Levels.Has512(simd))
        {
            Store512(source, rows, target, step);
        }
        else if (count == Map.Lanes && channels == Map.Lanes && Levels.Has256(simd))
        {
            Store256(source, rows, target, step);
            Store256(source + 8, rows, target + (8 * step), step);
            Store256(source, rows + 8, target + 8, step);
            Store256(source + 8, rows + 8, target + (8 * step) + 8, step);
        }
        else if (count == Map.Lanes && channels == Map.Lanes && Levels.Has128(simd))
        {
            Store128(source, rows, target, step);
        }
        else
        {
            for (var c = 0; c < channels; c++, target += step)
            {
                for (var r = 0; r < count; r++)
                {
                    target[r] = source[rows[r] + c];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Store512(float* source, nint* rows, float* target, nint step)
    {
        // Each of four quarters: four rows into vectors of four channels' fours.
        Quarter(source, rows, out var a0, out var a1, out var a2, out var a3);
        Quarter(source, rows + 4, out var b0, out var b1, out var b2, out var b3);
        Quarter(source, rows + 8, out var c0, out var c1, out var c2, out var c3);
        Quarter(source, rows + 12, out var d0, out var d1, out var d2, out var d3);
        Channels(a0, b0, c0, d0, target, 4 * step);
        Channels(a1, b1, c1, d1, target + step, 4 * step);
        Channels(a2, b2, c2, d2, target + (2 * step), 4 * step);
        Channels(a3, b3, c3, d3, target + (3 * step), 4 * step);
    }

    /// <summary>Of four rows: in lane group k of result i, channel 4k + i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(float* source, nint* rows, out Vector512<float> r0, out Vector512<float> r1, out Vector512<float> r2, out Vector512<float> r3)
    {
        var (x, y) = (*(Vector512<float>*)(source + rows[0]), *(Vector512<float>*)(source + rows[1]));
        var (z, w) = (*(Vector512<float>*)(source + rows[2]), *(Vector512<float>*)(source + rows[3]));
        var (xyLow, xyHigh) = (Avx512F.UnpackLow(x, y).AsDouble(), Avx512F.UnpackHigh(x, y).AsDouble());
        var (zwLow, zwHigh) = (Avx512F.UnpackLow(z, w).AsDouble(), Avx512F.UnpackHigh(z, w).AsDouble());
        r0 = Avx512F.UnpackLow(xyLow, zwLow).AsSingle();
        r1 = Avx512F.UnpackHigh(xyLow, zwLow).AsSingle();
        r2 = Avx512F.UnpackLow(xyHigh, zwHigh).AsSingle();
        r3 = Avx512F.UnpackHigh(xyHigh, zwHigh).AsSingle();
    }

    /// <summary>Stores channels i, i + 4, i + 8 and i + 12 from result i of the four quarters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Channels(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* target, nint step)
    {
        var (abEven, abOdd) = (Avx512F.Shuffle4x128(a, b, 0b10_00_10_00), Avx512F.Shuffle4x128(a, b, 0b11_01_11_01));
        var (cdEven, cdOdd) = (Avx512F.Shuffle4x128(c, d, 0b10_00_10_00), Avx512F.Shuffle4x128(c, d, 0b11_01_11_01));
        *(Vector512<float>*)target = Avx512F.Shuffle4x128(abEven, cdEven, 0b10_00_10_00);
        *(Vector512<float>*)(target + step) = Avx512F.Shuffle4x128(abOdd, cdOdd, 0b10_00_10_00);
        *(Vector512<float>*)(target + (2 * step)) = Avx512F.Shuffle4x128(abEven, cdEven, 0b11_01_11_01);
        *(Vector512<float>*)(target + (3 * step)) = Avx512F.Shuffle4x128(abOdd, cdOdd, 0b11_01_11_01);
    }

    /// <summary>8 rows of 8 channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Store256(float* source, nint* rows, float* target, nint step)
    {
        Half(source, rows, out var a0, out var a1, out var a2, out var a3);
        Half(source, rows + 4, out var b0, out var b1, out var b2, out var b3);
        Pair(a0, b0, target, 4 * step);
        Pair(a1, b1, target + step, 4 * step);
        Pair(a2, b2, target + (2 * step), 4 * step);
        Pair(a3, b3, target + (3 * step), 4 * step);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Store128(float* source, nint* rows, float* target, nint step)
    {
        // 4 rows of 4 channels at a time.
        for (var channel = 0; channel < Map.Lanes; channel += 4, source += 4, target += 4 * step)
        {
            for (var row = 0; row < Map.Lanes; row += 4)
            {
                var (a, b) = (*(Vector128<float>*)(source + rows[row]), *(Vector128<float>*)(source + rows[row + 1]));
                var (c, d) = (*(Vector128<float>*)(source + rows[row + 2]), *(Vector128<float>*)(source + rows[row + 3]));
                Portable128.Transpose(ref a, ref b, ref c, ref d);
                *(Vector128<float>*)(target + row) = a;
                *(Vector128<float>*)(target + row + step) = b;
                *(Vector128<float>*)(target + row + (2 * step)) = c;
                *(Vector128<float>*)(target + row + (3 * step)) = d;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(float* source, nint* rows, out Vector256<float> r0, out Vector256<float> r1, out Vector256<float> r2, out Vector256<float> r3)
    {
        var (x, y) = (*(Vector256<float>*)(source + rows[0]), *(Vector256<float>*)(source + rows[1]));
        var (z, w) = (*(Vector256<float>*)(source + rows[2]), *(Vector256<float>*)(source + rows[3]));
        var (xyLow, xyHigh) = (Avx.UnpackLow(x, y).AsDouble(), Avx.UnpackHigh(x, y).AsDouble());
        var (zwLow, zwHigh) = (Avx.UnpackLow(z, w).AsDouble(), Avx.UnpackHigh(z, w).AsDouble());
        r0 = Avx.UnpackLow(xyLow, zwLow).AsSingle();
        r1 = Avx.UnpackHigh(xyLow, zwLow).AsSingle();
        r2 = Avx.UnpackLow(xyHigh, zwHigh).AsSingle();
        r3 = Avx.UnpackHigh(xyHigh, zwHigh).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(Vector256<float> a, Vector256<float> b, float* target, nint step)
    {
        *(Vector256<float>*)target = Avx.Permute2x128(a, b, 0x20);
        *(Vector256<float>*)(target + step) = Avx.Permute2x128(a, b, 0x31);
    }
}
