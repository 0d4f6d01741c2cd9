using System;
using System.Linq;
using NetSpec.Runtime.Sparse.Factors;
using NetSpec.Runtime.Sparse.LinearAlgebra;
using Xunit;

namespace NetSpec.Runtime.Tests.Sparse;

public sealed class SymmetricEigenvaluesTests
{
    private const double Epsilon = 2.3e-16;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(60)]
    public void Known_eigenvalues_are_found(int size)
    {
        var values = Enumerable.Range(0, size).Select(i => (3.0 * i / size) - 1).OrderDescending().ToArray();
        var vectors = Matrices.Orthonormal(size, size, size);
        var matrix = Matrices.Multiply([.. vectors.Select((value, i) => value * values[i % size])], Matrices.Transpose(vectors, size, size), size, size, size);
        AssertEqual(values, SymmetricEigenvalues.Of(matrix, size), 30 * size * Epsilon);
    }

    [Fact]
    public void The_eigenvalues_of_the_second_difference_are_known()
    {
        const int size = 50;
        var matrix = Enumerable.Range(0, size * size).Select(i => Math.Abs((i / size) - (i % size)) switch { 0 => 2.0, 1 => -1.0, _ => 0.0 }).ToArray();
        var known = Enumerable.Range(1, size).Select(k => 4 * Math.Pow(Math.Sin(k * Math.PI / (2 * (size + 1))), 2)).OrderDescending().ToArray();
        AssertEqual(known, SymmetricEigenvalues.Of(matrix, size), 10 * size * Epsilon);
    }

    [Fact]
    public void Zeros_equal_values_and_diagonal_matrices_are_no_trouble()
    {
        Assert.Equal(new double[4], SymmetricEigenvalues.Of(new double[16], 4));
        Assert.Equal([3, 3, 3], SymmetricEigenvalues.Of([3, 0, 0, 0, 3, 0, 0, 0, 3], 3));
        Assert.Equal([5, 0, -2], SymmetricEigenvalues.Of([-2, 0, 0, 0, 5, 0, 0, 0, 0], 3));
        AssertEqual([6, 0, 0], SymmetricEigenvalues.Of([2, 2, 2, 2, 2, 2, 2, 2, 2], 3), 1e-14);
        AssertEqual([2, -2], SymmetricEigenvalues.Of([0, 2, 2, 0], 2), 1e-14);
        AssertEqual([1, 1, -1, -1], SymmetricEigenvalues.Of([0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0], 4), 1e-14);
    }

    [Theory]
    [InlineData(200, 3, 1e-200)]
    [InlineData(200, 40, 1)]
    [InlineData(384, 20, 1e200)]
    public void Many_eigenvalues_of_zero_are_no_trouble(int size, int rank, double scale)
    {
        var half = Matrices.Random(size, rank, 1);
        var matrix = Matrices.Multiply(half, Matrices.Transpose(half, size, rank), size, rank, size);
        var smooth = Enumerable.Range(0, size * size).Select(i => Math.Cos(0.3 * (i / size) * (i % size) / size)).ToArray();
        foreach (var symmetric in new[] { matrix, smooth })
        {
            var values = SymmetricEigenvalues.Of(Array.ConvertAll(symmetric, value => value * scale), size);
            Assert.Equal(symmetric.Where((_, i) => i % (size + 1) == 0).Sum(), values.Sum() / scale, 1e-9 * size);
            Assert.Equal(Matrices.Norm(symmetric), Matrices.Norm(Array.ConvertAll(values, value => value / scale)), 1e-9 * size);
        }
    }

    [Theory]
    [InlineData(40, 12)]
    [InlineData(12, 40)]
    public void Energies_are_the_squares_of_singular_values(int rows, int columns)
    {
        var matrix = Matrices.Random(rows, columns, 3);
        var block = new Block(new(0, 1, rows), new(0, 1, columns), []);
        var values = SingularValueDecomposition.Of(block.Gather(matrix, columns), rows, columns, 0).Values;
        AssertEqual(Array.ConvertAll(values, value => value * value), block.Energies(matrix, columns), 1e-13 * values[0] * values[0]);
    }

    private static void AssertEqual(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
