using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Convolution.Tiles;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Convolution;

/// <summary>Passes over the products of a convolution: together all products, each once and in order.</summary>
public sealed unsafe class ConvPassTests
{
    [Theory]
    [InlineData(1, 1, 1, 784, 192)]
    [InlineData(1, 1, 1, 193, 192)]
    [InlineData(32, 1, 1, 16, 192)]
    [InlineData(13, 3, 1, 48, 192)]
    [InlineData(4, 7, 1, 112, 192)]
    [InlineData(3, 5, 5, 16, 192)]
    [InlineData(2, 2, 1, 400, 192)]
    [InlineData(2, 3, 2, 200, 192)]
    [InlineData(5, 3, 3, 1, int.MaxValue)]
    [InlineData(4, 0, 1, 16, 192)]
    public void Together_they_are_all_products_in_order(int blocks, int rows, int segments, int length, int most)
    {
        var memory = stackalloc float[1];
        ConvJob job = new()
        {
            Blocks = blocks, KernelRows = rows, Segments = segments, Length = length, InBlock = 1 << 20, InTapRow = 1 << 14, InTap = 1 << 10,
            OutPixel = 16, OutRow = 64, OutBlock = 256, Floor = 0,
        };
        ConvTile first = new()
        {
            WeightStep = 32, Shift = memory, ResidualPixel = 7, Output = memory + 5,
        };
        var passes = new ConvPasses(&job, most);
        var inputs = new List<nint>();
        for (var i = 0; i < passes.Count; i++)
        {
            var tile = passes.Of(first, i, zeros: memory + 1);
            Assert.Equal((nint)inputs.Count * 32 * sizeof(float), (nint)tile.Weights);
            Assert.Equal(i == passes.Count - 1 ? 0 : float.NegativeInfinity, tile.Floor);
            Assert.True(i == 0 ? tile.Shift == memory && tile.Residual == null : tile.Shift == memory + 1 && tile.Residual == memory + 5);
            Assert.Equal(i == 0 ? 7 : 16, tile.ResidualPixel);
            var products = Products(tile.Blocks, tile.KernelRows, segments, tile.Length, (nint)tile.Input / sizeof(float)).ToList();
            Assert.True(passes.Count == 1 || products.Count <= most || tile.KernelRows == 1);
            inputs.AddRange(products);
        }

        Assert.Equal(Products(blocks, rows, segments, length, 0), inputs);
    }

    private static IEnumerable<nint> Products(int blocks, int rows, int segments, int length, nint start) =>
        from block in Enumerable.Range(0, blocks)
        from row in Enumerable.Range(0, rows)
        from segment in Enumerable.Range(0, segments)
        from at in Enumerable.Range(0, length)
        select start + ((nint)block << 20) + ((nint)row << 14) + ((nint)segment << 10) + at;
}
