using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Sweeps;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths;

/// <summary>The maps that are products of matrices against the layer's own walk over its edges.</summary>
public sealed class LayerMapTests
{
    [Fact]
    public void Convolutions_of_any_geometry_are_sums_over_their_edges()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
            Check(Convolution(random, i % 20 == 0 ? (12, 40) : (4, 12)), random);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 17)]
    [InlineData(16, 4)]
    public void Linear_layers_are_sums_over_their_edges(int width, int outputs)
    {
        var layout = new ParameterLayout(new ParameterInfo("other", ParameterRole.Bias, 3), new ParameterInfo("w", ParameterRole.Weight, outputs, width));
        Check(new(layout, [new InputLayer("x", new(width)), new LinearLayer("fc", 0, new(outputs), 3)], [0], [1]), new Random(outputs));
    }

    private static Architecture Convolution(Random random, (int Channels, int Side) most)
    {
        while (true)
        {
            var groups = random.Next(1, 4);
            var source = new Extent(groups * random.Next(1, most.Channels), random.Next(1, most.Side), random.Next(1, most.Side));
            var (kernel, stride, dilation) = (Sides(1, 4), Sides(1, 4), Sides(1, 3));
            var padding = new Margins(random.Next(3), random.Next(3), random.Next(3), random.Next(3));
            var height = source.Height + padding.Top + padding.Bottom - (dilation.Height * (kernel.Height - 1)) - 1;
            var width = source.Width + padding.Left + padding.Right - (dilation.Width * (kernel.Width - 1)) - 1;
            if (height < 0 || width < 0)
                continue;

            var channels = groups * random.Next(1, most.Channels);
            var conv = new ConvLayer("c", 0, new(channels, (height / stride.Height) + 1, (width / stride.Width) + 1), 2, kernel)
            {
                Stride = stride,
                Dilation = dilation,
                Padding = padding,
                Groups = groups,
            };
            var layout = new ParameterLayout(
                new ParameterInfo("other", ParameterRole.Bias, 2),
                new ParameterInfo("w", ParameterRole.Weight, channels, source.Channels / groups, kernel.Height, kernel.Width));
            return new(layout, [new InputLayer("x", source), conv], [0], [1]);
        }

        Sides Sides(int from, int to) => new(random.Next(from, to), random.Next(from, to));
    }

    /// <summary>Small integers, so that the order of additions is of no account.</summary>
    private static void Check(Architecture architecture, Random random)
    {
        var layer = architecture.Layers[1];
        var (weights, operand, result) = (Integers(architecture.Parameters.Size), Integers(architecture.Layers[0].Size), Integers(layer.Size));
        var edges = new Sums { Weights = weights, Operand = operand, Result = result, Forward = [.. result], Backward = [.. operand], Outer = new double[weights.Length] };
        layer.VisitEdges(ref edges);

        double[] forward = [.. result];
        LayerMap.Apply(layer, weights, frozen: 1, [operand], forward);
        Assert.Equal(edges.Forward, forward);

        double[] backward = [.. operand];
        LayerMap.ApplyTransposed(layer, weights, result, [backward]);
        Assert.Equal(edges.Backward, backward);

        Assert.True(LaneMap.Covers(layer));
        var lanes = Lanes(result);
        LaneMap.Apply(layer, weights, Lanes(operand), lanes);
        Assert.Equal(Lanes(edges.Forward), lanes);
        lanes = Lanes(operand);
        LaneMap.ApplyTransposed(layer, weights, Lanes(result), lanes);
        Assert.Equal(Lanes(edges.Backward), lanes);

        var outer = new double[weights.Length];
        var (first, last) = LayerMap.Outer(layer, result, [operand], outer);
        Assert.Equal(edges.Outer, outer);
        Assert.All(Enumerable.Range(0, weights.Length).Where(i => i < first || i > last), i => Assert.Equal(0, outer[i]));

        // A map is linear: lane i has i + 1 times the numbers of the first.
        Vector512<double>[] Lanes(double[] values) =>
            [.. values.Select(value => Vector512.Create(value) * Vector512.Create(1.0, 2, 3, 4, 5, 6, 7, 8))];
        double[] Integers(int length) => [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(9))];
    }

    private struct Sums : IEdgeVisitor
    {
        public double[] Weights, Operand, Result, Forward, Backward, Outer;

        public readonly void Edge(int target, int operand, int source, int parameter, double constant)
        {
            Forward[target] += Weights[parameter] * Operand[source];
            Backward[source] += Weights[parameter] * Result[target];
            Outer[parameter] += Operand[source] * Result[target];
        }
    }
}
