using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>The inner loop of a product of matrices: a block of rows times a tile of columns, all sums in registers.</summary>
internal static class MatrixTile
{
    /// <summary>Rows of a block.</summary>
    public const int Rows = 4;

    /// <summary>Columns of a tile.</summary>
    public const int Columns = 12;

    /// <summary>
    /// Lays a matrix out in blocks of <see cref="Rows"/> rows, of which the elements of a column lie side by side; rows
    /// beyond the last are zero.
    /// </summary>
    /// <param name="matrix">Its elements.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="depth">The number of columns.</param>
    /// <param name="rowStep">From an element to that below.</param>
    /// <param name="depthStep">From an element to that on its right.</param>
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

    /// <summary>sums = block · tile, row by row.</summary>
    /// <param name="arithmetic">How products are combined.</param>
    /// <param name="block">For each k, the elements of all rows.</param>
    /// <param name="tile">For each k, the elements of all columns.</param>
    /// <param name="sums">Rows x columns.</param>
    public static void Multiply<TArithmetic>(TArithmetic arithmetic, ReadOnlySpan<double> block, ReadOnlySpan<double> tile, Span<double> sums)
        where TArithmetic : struct, IPathArithmetic
    {
        Vector256<double> s00 = default, s01 = default, s02 = default, s10 = default, s11 = default, s12 = default;
        Vector256<double> s20 = default, s21 = default, s22 = default, s30 = default, s31 = default, s32 = default;
        var depth = block.Length / Rows;
        ref var a = ref MemoryMarshal.GetReference(block);
        ref var b = ref Unsafe.As<double, Vector256<double>>(ref MemoryMarshal.GetReference(tile[..(depth * Columns)]));
        for (var k = 0; k < depth; k++)
        {
            var (b0, b1, b2) = (b, Unsafe.Add(ref b, 1), Unsafe.Add(ref b, 2));
            var row = Vector256.Create(a);
            s00 = arithmetic.MultiplyAdd(s00, row, b0);
            s01 = arithmetic.MultiplyAdd(s01, row, b1);
            s02 = arithmetic.MultiplyAdd(s02, row, b2);
            row = Vector256.Create(Unsafe.Add(ref a, 1));
            s10 = arithmetic.MultiplyAdd(s10, row, b0);
            s11 = arithmetic.MultiplyAdd(s11, row, b1);
            s12 = arithmetic.MultiplyAdd(s12, row, b2);
            row = Vector256.Create(Unsafe.Add(ref a, 2));
            s20 = arithmetic.MultiplyAdd(s20, row, b0);
            s21 = arithmetic.MultiplyAdd(s21, row, b1);
            s22 = arithmetic.MultiplyAdd(s22, row, b2);
            row = Vector256.Create(Unsafe.Add(ref a, 3));
            s30 = arithmetic.MultiplyAdd(s30, row, b0);
            s31 = arithmetic.MultiplyAdd(s31, row, b1);
            s32 = arithmetic.MultiplyAdd(s32, row, b2);
            a = ref Unsafe.Add(ref a, Rows);
            b = ref Unsafe.Add(ref b, Columns / Vector256<double>.Count);
        }

        var results = MemoryMarshal.Cast<double, Vector256<double>>(sums);
        (results[0], results[1], results[2], results[3], results[4], results[5]) = (s00, s01, s02, s10, s11, s12);
        (results[6], results[7], results[8], results[9], results[10], results[11]) = (s20, s21, s22, s30, s31, s32);
    }
}
