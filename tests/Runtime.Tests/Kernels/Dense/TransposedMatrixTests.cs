using System;
using System.Linq;
using NetSpec.Runtime.Kernels.Dense;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Dense;

public sealed class TransposedMatrixTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 70)]
    [InlineData(65, 33)]
    public void Columns_follow_one_another(int rows, int columns)
    {
        float[] matrix = [.. Enumerable.Range(0, rows * columns).Select(i => (float)i)];
        Assert.Equal(from column in Enumerable.Range(0, columns) from row in Enumerable.Range(0, rows) select matrix[(row * columns) + column], TransposedMatrix.Of(matrix, columns));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => TransposedMatrix.Of(new float[7], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => TransposedMatrix.Of(new float[7], 0));
    }
}
