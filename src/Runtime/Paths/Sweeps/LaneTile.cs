using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>
/// The kernel of products whose right side is of lanes: rows of a matrix of numbers times columns of a matrix of vectors, each sum in a register.
/// With eight rows and three columns these are 24, and an element of the left side is read for three of them.
/// </summary>
internal static class LaneTile
{
    public const int Rows = 8, Columns = 3;

    /// <summary>A matrix in blocks of <see cref="Rows"/> rows, as <see cref="Multiply"/> takes them; rows beyond the last are zero.</summary>
    /// <inheritdoc cref="MatrixTile.Pack"/>
    public static double[] Pack(ReadOnlySpan<double> matrix, int rows, int depth, int rowStep, int depthStep)
    {
        var packed = new double[(rows + Rows - 1) / Rows * Rows * depth];
        for (var row = 0; row < rows; row++)
        {
            var place = (row / Rows * Rows * depth) + (row % Rows);
            for (var k = 0; k < depth; k++)
            {
                packed[place + (k * Rows)] = matrix[(row * rowStep) + (k * depthStep)];
            }
        }

        return packed;
    }

    /// <summary>sum + weight · value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(double weight, Vector512<double> value, Vector512<double> sum) =>
        MultiplyAdd(Vector512.Create(weight), value, sum);

    /// <summary>sums = block · columns, row by row.</summary>
    /// <param name="block">For each k, the elements of all rows.</param>
    /// <param name="values">What the columns are of: column j has values[places[k] + cj] at k.</param>
    /// <param name="places">A place for each k.</param>
    /// <param name="c0">What the first column adds to it.</param>
    /// <param name="c1">The second.</param>
    /// <param name="c2">The third.</param>
    /// <param name="sums">Rows x columns.</param>
    public static void Multiply(
        ReadOnlySpan<double> block, ReadOnlySpan<Vector512<double>> values, ReadOnlySpan<int> places, int c0, int c1, int c2, Span<Vector512<double>> sums)
    {
        Vector512<double> s00 = default, s01 = default, s02 = default;
        Vector512<double> s10 = default, s11 = default, s12 = default;
        Vector512<double> s20 = default, s21 = default, s22 = default;
        Vector512<double> s30 = default, s31 = default, s32 = default;
        Vector512<double> s40 = default, s41 = default, s42 = default;
        Vector512<double> s50 = default, s51 = default, s52 = default;
        Vector512<double> s60 = default, s61 = default, s62 = default;
        Vector512<double> s70 = default, s71 = default, s72 = default;
        ref var a = ref MemoryMarshal.GetReference(block[..(places.Length * Rows)]);
        ref var x = ref MemoryMarshal.GetReference(values);
        foreach (var place in places)
        {
            ref var here = ref Unsafe.Add(ref x, place);
            var (x0, x1, x2) = (Unsafe.Add(ref here, c0), Unsafe.Add(ref here, c1), Unsafe.Add(ref here, c2));
            var w = Vector512.Create(a);
            s00 = MultiplyAdd(w, x0, s00);
            s01 = MultiplyAdd(w, x1, s01);
            s02 = MultiplyAdd(w, x2, s02);
            w = Vector512.Create(Unsafe.Add(ref a, 1));
            s10 = MultiplyAdd(w, x0, s10);
            s11 = MultiplyAdd(w, x1, s11);
            s12 = MultiplyAdd(w, x2, s12);
            w = Vector512.Create(Unsafe.Add(ref a, 2));
            s20 = MultiplyAdd(w, x0, s20);
            s21 = MultiplyAdd(w, x1, s21);
            s22 = MultiplyAdd(w, x2, s22);
            w = Vector512.Create(Unsafe.Add(ref a, 3));
            s30 = MultiplyAdd(w, x0, s30);
            s31 = MultiplyAdd(w, x1, s31);
            s32 = MultiplyAdd(w, x2, s32);
            w = Vector512.Create(Unsafe.Add(ref a, 4));
            s40 = MultiplyAdd(w, x0, s40);
            s41 = MultiplyAdd(w, x1, s41);
            s42 = MultiplyAdd(w, x2, s42);
            w = Vector512.Create(Unsafe.Add(ref a, 5));
            s50 = MultiplyAdd(w, x0, s50);
            s51 = MultiplyAdd(w, x1, s51);
            s52 = MultiplyAdd(w, x2, s52);
            w = Vector512.Create(Unsafe.Add(ref a, 6));
            s60 = MultiplyAdd(w, x0, s60);
            s61 = MultiplyAdd(w, x1, s61);
            s62 = MultiplyAdd(w, x2, s62);
            w = Vector512.Create(Unsafe.Add(ref a, 7));
            s70 = MultiplyAdd(w, x0, s70);
            s71 = MultiplyAdd(w, x1, s71);
            s72 = MultiplyAdd(w, x2, s72);
            a = ref Unsafe.Add(ref a, Rows);
        }

        (sums[0], sums[1], sums[2]) = (s00, s01, s02);
        (sums[3], sums[4], sums[5]) = (s10, s11, s12);
        (sums[6], sums[7], sums[8]) = (s20, s21, s22);
        (sums[9], sums[10], sums[11]) = (s30, s31, s32);
        (sums[12], sums[13], sums[14]) = (s40, s41, s42);
        (sums[15], sums[16], sums[17]) = (s50, s51, s52);
        (sums[18], sums[19], sums[20]) = (s60, s61, s62);
        (sums[21], sums[22], sums[23]) = (s70, s71, s72);
    }

    private static Vector512<double> MultiplyAdd(Vector512<double> weight, Vector512<double> value, Vector512<double> sum) =>
        Avx512F.IsSupported ? Avx512F.FusedMultiplyAdd(weight, value, sum) : sum + (weight * value);
}
