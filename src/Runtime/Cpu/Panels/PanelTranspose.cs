using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Cpu;

/// <summary>
/// Between samples of neighbouring features in the caller's memory and features of neighbouring samples in a panel:
/// 8 x 8 transpositions in registers, single floats at ragged ends.
/// </summary>
internal static unsafe class PanelTranspose
{
    private const int Side = 8, Samples = PanelTile.Samples;

    /// <summary>From [sample][feature] to [feature][32]. Samples past the last are copies of it.</summary>
    public static void Load(SimdLevel level, float* source, int features, int columns, float* target)
    {
        var first = 0;
        if (level != SimdLevel.Scalar)
        {
            LoadBlocks(source, features, columns, target);
            first = features / Side * Side;
        }

        for (; first < features; first++)
        {
            for (nint sample = 0; sample < Samples; sample++)
            {
                target[((nint)first * Samples) + sample] = source[(Math.Min(sample, columns - 1) * features) + first];
            }
        }
    }

    /// <summary>From [feature][32] to [sample][feature].</summary>
    public static void Store(SimdLevel level, float* source, int features, int columns, float* target)
    {
        var first = 0;
        if (level != SimdLevel.Scalar)
        {
            StoreBlocks(source, features, columns, target);
            first = features / Side * Side;
        }

        for (nint sample = 0; sample < columns; sample++)
        {
            for (nint feature = first; feature < features; feature++)
            {
                target[(sample * features) + feature] = source[(feature * Samples) + sample];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LoadBlocks(float* source, nint features, int columns, float* target)
    {
        for (nint sample = 0; sample < columns; sample += Side)
        {
            nint last = columns - 1 - sample;
            var x = source + (sample * features);
            nint s1 = Math.Min(1, last) * features, s2 = Math.Min(2, last) * features, s3 = Math.Min(3, last) * features, s4 = Math.Min(4, last) * features,
                s5 = Math.Min(5, last) * features, s6 = Math.Min(6, last) * features, s7 = Math.Min(7, last) * features;
            var y = target + sample;
            for (var blocks = features / Side; blocks > 0; blocks--)
            {
                // Halves of rows n and n + 4 side by side: what is left are transpositions of 4 x 4 within the lanes.
                var a = Join(x, x + s4);
                var b = Join(x + s1, x + s5);
                var c = Join(x + s2, x + s6);
                var d = Join(x + s3, x + s7);
                Transpose4(ref a, ref b, ref c, ref d);
                *(Vector256<float>*)y = a;
                *(Vector256<float>*)(y + Samples) = b;
                *(Vector256<float>*)(y + (2 * Samples)) = c;
                *(Vector256<float>*)(y + (3 * Samples)) = d;
                a = Join(x + 4, x + s4 + 4);
                b = Join(x + s1 + 4, x + s5 + 4);
                c = Join(x + s2 + 4, x + s6 + 4);
                d = Join(x + s3 + 4, x + s7 + 4);
                Transpose4(ref a, ref b, ref c, ref d);
                *(Vector256<float>*)(y + (4 * Samples)) = a;
                *(Vector256<float>*)(y + (5 * Samples)) = b;
                *(Vector256<float>*)(y + (6 * Samples)) = c;
                *(Vector256<float>*)(y + (7 * Samples)) = d;
                x += Side;
                y += Side * Samples;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StoreBlocks(float* source, nint features, int columns, float* target)
    {
        var spare = stackalloc float[Side * Side];
        for (nint sample = 0; sample < columns; sample += Side)
        {
            var rows = Math.Min(Side, columns - (int)sample);
            var x = source + sample;
            var y = target + (sample * features);
            nint s2 = 2 * features, s3 = 3 * features;
            for (var blocks = features / Side; blocks > 0; blocks--)
            {
                var whole = rows == Side;
                var to = whole ? y : spare;
                var (t1, t2, t3) = whole ? (features, s2, s3) : (Side, 2 * Side, 3 * Side);
                var a = Join(x, x + (4 * Samples));
                var b = Join(x + Samples, x + (5 * Samples));
                var c = Join(x + (2 * Samples), x + (6 * Samples));
                var d = Join(x + (3 * Samples), x + (7 * Samples));
                Transpose4(ref a, ref b, ref c, ref d);
                *(Vector256<float>*)to = a;
                *(Vector256<float>*)(to + t1) = b;
                *(Vector256<float>*)(to + t2) = c;
                *(Vector256<float>*)(to + t3) = d;
                a = Join(x + 4, x + (4 * Samples) + 4);
                b = Join(x + Samples + 4, x + (5 * Samples) + 4);
                c = Join(x + (2 * Samples) + 4, x + (6 * Samples) + 4);
                d = Join(x + (3 * Samples) + 4, x + (7 * Samples) + 4);
                Transpose4(ref a, ref b, ref c, ref d);
                to += 4 * t1;
                *(Vector256<float>*)to = a;
                *(Vector256<float>*)(to + t1) = b;
                *(Vector256<float>*)(to + t2) = c;
                *(Vector256<float>*)(to + t3) = d;
                if (!whole)
                {
                    for (nint row = 0; row < rows; row++)
                    {
                        *(Vector256<float>*)(y + (row * features)) = *(Vector256<float>*)(spare + (row * Side));
                    }
                }

                x += Side * Samples;
                y += Side;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Join(float* low, float* high) =>
        Avx.InsertVector128(Vector256.Create(*(Vector128<float>*)low, default), *(Vector128<float>*)high, 1);

    /// <summary>Transposes the 4 x 4 floats in the low lanes, and those in the high lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c, ref Vector256<float> d)
    {
        var (ab, cd) = (Avx.UnpackLow(a, b), Avx.UnpackLow(c, d));
        var (abHigh, cdHigh) = (Avx.UnpackHigh(a, b), Avx.UnpackHigh(c, d));
        a = Avx.UnpackLow(ab.AsDouble(), cd.AsDouble()).AsSingle();
        b = Avx.UnpackHigh(ab.AsDouble(), cd.AsDouble()).AsSingle();
        c = Avx.UnpackLow(abHigh.AsDouble(), cdHigh.AsDouble()).AsSingle();
        d = Avx.UnpackHigh(abHigh.AsDouble(), cdHigh.AsDouble()).AsSingle();
    }
}
