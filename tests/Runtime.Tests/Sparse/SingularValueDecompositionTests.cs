using System;
using System.Linq;
using NetSpec.Runtime.Sparse.LinearAlgebra;
using Xunit;

namespace NetSpec.Runtime.Tests.Sparse;

/// <summary>Singular values against known ones, vectors against their definition.</summary>
public sealed class SingularValueDecompositionTests
{
    private const double Epsilon = 2.3e-16;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 5)]
    [InlineData(40, 13)]
    [InlineData(13, 40)]
    [InlineData(200, 64)]
    [InlineData(64, 65)]
    public void A_matrix_is_the_product_of_orthonormal_factors_and_its_values(int rows, int columns)
    {
        var matrix = Matrices.Random(rows, columns, seed: (100 * rows) + columns);
        var svd = Decompose(matrix, rows, columns);
        Assert.Equal(Math.Min(rows, columns), svd.Values.Length);
        AssertIsDecomposition(svd, matrix, rows, columns);
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(50, 20)]
    [InlineData(20, 50)]
    public void Known_singular_values_are_found(int rows, int columns)
    {
        var count = Math.Min(rows, columns);
        var values = Enumerable.Range(0, count).Select(i => Math.Pow(0.7, i)).ToArray();
        var matrix = WithValues(values, rows, columns);
        var svd = Decompose(matrix, rows, columns);
        Assert.All(values.Zip(svd.Values), pair => Assert.Equal(pair.First, pair.Second, 100 * Epsilon));
        AssertIsDecomposition(svd, matrix, rows, columns);
    }

    [Fact]
    public void The_values_of_the_Hilbert_matrix_are_known()
    {
        // Eigenvalues of the 6 x 6 Hilbert matrix, which are its singular values.
        double[] known = [1.6188998589243391, 0.24236087057520955, 0.016321521319875822, 6.1574835418265769e-4, 1.2570757122625194e-5, 1.0827994845655498e-7];
        var matrix = Enumerable.Range(0, 36).Select(i => 1.0 / ((i / 6) + (i % 6) + 1)).ToArray();
        Assert.All(known.Zip(Decompose(matrix, 6, 6).Values), pair => Assert.Equal(pair.First, pair.Second, 20 * Epsilon));
    }

    [Fact]
    public void The_values_of_the_second_difference_are_known()
    {
        const int size = 100;
        var matrix = Enumerable.Range(0, size * size).Select(i => Math.Abs((i / size) - (i % size)) switch { 0 => 2.0, 1 => -1.0, _ => 0.0 }).ToArray();
        var known = Enumerable.Range(1, size).Select(k => 4 * Math.Pow(Math.Sin(k * Math.PI / (2 * (size + 1))), 2)).OrderDescending();
        Assert.All(known.Zip(Decompose(matrix, size, size).Values), pair => Assert.Equal(pair.First, pair.Second, 4 * size * Epsilon));
    }

    /// <summary>Columns scaled far apart: each value is right to working precision of itself, not only of the largest.</summary>
    [Fact]
    public void Small_values_of_a_graded_matrix_have_all_their_digits()
    {
        const int size = 12;
        var orthonormal = Matrices.Orthonormal(20, size, seed: 5);
        var scales = Enumerable.Range(0, size).Select(i => Math.Pow(10, -10 * (i * 7 % size))).ToArray();
        var matrix = orthonormal.Select((value, i) => value * scales[i % size]).ToArray();
        var svd = Decompose(matrix, 20, size);
        Assert.All(scales.OrderDescending().Zip(svd.Values), pair => Assert.Equal(1, pair.Second / pair.First, 100 * Epsilon));
        AssertOrthonormal(svd.Left, 20);
        AssertOrthonormal(svd.Right, size);
    }

    [Fact]
    public void Missing_rank_shows_as_values_near_zero()
    {
        var matrix = Matrices.Multiply(Matrices.Random(30, 4, 1), Matrices.Random(4, 25, 2), 30, 4, 25);
        var svd = Decompose(matrix, 30, 25);
        Assert.True(svd.Values[3] > 0.1);
        Assert.All(svd.Values.Skip(4), value => Assert.InRange(value, 0, 100 * Epsilon * svd.Values[0]));
        AssertIsDecomposition(svd, matrix, 30, 25);
    }

    [Fact]
    public void Equal_columns_and_zero_columns_leave_exact_zeros_out()
    {
        double[] matrix = [1, 0, 1, 0, 2, 0, 2, 0, 2, 0, 2, 0];
        var svd = Decompose(matrix, 3, 4);
        Assert.Equal(Math.Sqrt(18), svd.Values[0], 10 * Epsilon);
        Assert.True(svd.Values.Length == 1 || svd.Values[1] < 10 * Epsilon);
        AssertIsDecomposition(svd, matrix, 3, 4);
    }

    [Fact]
    public void A_matrix_of_zeros_has_no_triplets()
    {
        var svd = Decompose(new double[12], 3, 4);
        Assert.Empty(svd.Values);
        Assert.Empty(svd.Left);
        Assert.Empty(svd.Right);
    }

    [Theory]
    [InlineData(3.0)]
    [InlineData(-2.5)]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void A_number_is_its_own_value(double number)
    {
        var svd = Decompose([number], 1, 1);
        Assert.Equal(Math.Abs(number), svd.Values[0]);
        Assert.Equal(Math.Sign(number), svd.Left[0] * svd.Right[0]);
    }

    [Theory]
    [InlineData(-900)]
    [InlineData(900)]
    public void Powers_of_two_change_values_by_themselves_only(int exponent)
    {
        var matrix = Matrices.Random(9, 6, 3);
        var (plain, scaled) = (Decompose(matrix, 9, 6), Decompose(Array.ConvertAll(matrix, value => Math.ScaleB(value, exponent)), 9, 6));
        Assert.Equal(Array.ConvertAll(plain.Values, value => Math.ScaleB(value, exponent)), scaled.Values);
        Assert.Equal(plain.Left, scaled.Left);
        Assert.Equal(plain.Right, scaled.Right);
    }

    [Fact]
    public void Fewer_vectors_are_the_first_of_all()
    {
        var matrix = Matrices.Random(10, 8, 4);
        var (all, three, none) = (Decompose(matrix, 10, 8), Decompose(matrix, 10, 8, rank: 3), Decompose(matrix, 10, 8, rank: 0));
        Assert.Equal(all.Values, three.Values);
        Assert.Equal(all.Values, none.Values);
        Assert.Equal(all.Left[..30], three.Left);
        Assert.Equal(all.Right[..24], three.Right);
        Assert.Empty(none.Left);
    }

    private static SingularValueDecomposition Decompose(double[] matrix, int rows, int columns, int rank = int.MaxValue) =>
        SingularValueDecomposition.Of(Matrices.Transpose(matrix, rows, columns), rows, columns, rank);

    private static double[] WithValues(double[] values, int rows, int columns)
    {
        var left = Matrices.Orthonormal(rows, values.Length, 1).Select((value, i) => value * values[i % values.Length]).ToArray();
        return Matrices.Multiply(left, Matrices.Transpose(Matrices.Orthonormal(columns, values.Length, 2), columns, values.Length), rows, values.Length, columns);
    }

    private static void AssertIsDecomposition(SingularValueDecomposition svd, double[] matrix, int rows, int columns)
    {
        Assert.Equal(svd.Values.OrderDescending(), svd.Values);
        AssertOrthonormal(svd.Left, rows);
        AssertOrthonormal(svd.Right, columns);
        var count = svd.Values.Length;
        var scaled = svd.Left.Select((value, i) => value * svd.Values[i / rows]).ToArray();
        var product = Matrices.Multiply(Matrices.Transpose(scaled, count, rows), svd.Right, rows, count, columns);
        Assert.InRange(Matrices.Norm(Matrices.Subtract(matrix, product)), 0, 20 * Epsilon * Math.Max(rows, columns) * svd.Values[0]);
    }

    private static void AssertOrthonormal(double[] vectors, int length)
    {
        for (var i = 0; i < vectors.Length; i += length)
        for (var j = 0; j <= i; j += length)
            Assert.Equal(i == j ? 1 : 0, Matrices.Dot(vectors.AsSpan(i, length), vectors.AsSpan(j, length)), 40 * Epsilon * Math.Sqrt(length));
    }
}
