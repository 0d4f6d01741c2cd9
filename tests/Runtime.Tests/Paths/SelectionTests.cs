using System;
using System.Linq;
using NetSpec.Runtime.Paths.Masks;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths;

public sealed class SelectionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(65)]
    [InlineData(1000)]
    public void The_number_at_each_place_is_that_of_the_sorted_numbers(int length)
    {
        var random = new Random(length);
        double[][] orders =
        [
            [.. Enumerable.Range(0, length).Select(_ => random.NextDouble())],
            [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(5))],
            [.. Enumerable.Range(0, length).Select(i => (double)i)],
            [.. Enumerable.Range(0, length).Select(i => (double)(i % 2 == 0 ? i : -i))],
            new double[length],
        ];
        foreach (var order in orders)
        {
            var sorted = order.Order().ToArray();
            for (var rank = 0; rank < length; rank += 1 + (length / 50))
                Assert.Equal(sorted[rank], Selection.Select([.. order], rank));
        }
    }
}
