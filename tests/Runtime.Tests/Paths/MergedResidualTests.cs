using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths;

/// <summary>A convolution followed by u + A u for a map A of channels is one convolution, whatever the shapes: its norm is that of the merged network.</summary>
public sealed class MergedResidualTests
{
    private const int In = 3, Out = 4, Side = 5;

    private static readonly Margins Around = new(1, 1, 1, 1);

    public static TheoryData<string, int, int, bool, int> Cases
    {
        get
        {
            TheoryData<string, int, int, bool, int> data = [];
            foreach (var branch in new[] { "scale", "bias", "norm", "pointwise", "depthwise" })
            foreach (var (kernel, stride, isPadded, groups) in new[] { (3, 1, false, 1), (1, 1, false, 1), (3, 2, false, 1), (3, 1, true, 1), (1, 1, false, In) })
                data.Add(branch, kernel, stride, isPadded, groups);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_residual_branch_goes_into_the_convolution_before_it(string branch, int kernel, int stride, bool isPadded, int groups)
    {
        var channels = groups == 1 ? Out : 2 * In;
        var side = ((Side + (isPadded ? 2 : 0) - kernel) / stride) + 1;
        var extent = new Extent(channels, side, side);
        var perRow = In / groups * kernel * kernel;
        var layout = new ParameterLayout(
            new ParameterInfo("h0.weight", ParameterRole.Weight, channels, In / groups, kernel, kernel), new ParameterInfo("a", ParameterRole.Weight, channels * channels),
            new ParameterInfo("n", ParameterRole.Beta, 4 * channels), new ParameterInfo("fc", ParameterRole.Weight, channels * 4));
        var (a, n, fc) = (channels * perRow, (channels * perRow) + (channels * channels), (channels * perRow) + (channels * channels) + (4 * channels));
        var random = new Random(7);
        var store = new ParameterStore(layout);
        foreach (ref var value in store.Values)
            value = 0.5f + random.Next(8);

        var map = new ConvLayer("h0", 0, extent, 0, new(kernel, kernel)) { Stride = new(stride, stride), Padding = isPadded ? Around : default, Groups = groups };
        Layer inner = branch switch
        {
            "scale" => new ScaleLayer("h1.scale", 1, extent, a),
            "bias" => new BiasLayer("h1.bias", 1, extent, a),
            "norm" => new BatchNormLayer("h1.bn", 1, extent, n, n + channels, n + (2 * channels), n + (3 * channels), 0),
            "pointwise" => new ConvLayer("h1.conv", 1, extent, a, new(1, 1)),
            _ => new ConvLayer("h1.conv", 1, extent, a, new(1, 1)) { Groups = channels },
        };
        var found = Paths(layout, store, extent, fc, [map, inner, new AddLayer("h1", extent, 2, 1)]).MergedNorm();

        // The same written out: (1 + A) W and the shift of the branch.
        var theta = EffectiveParameters.Of(new(layout, [new InputLayer("x", new(In, Side, Side)), map, inner], [0], [2]), store);
        var both = new ParameterStore(layout);
        store.Values.CopyTo(both.Values);
        for (var row = 0; row < channels; row++)
        for (var tap = 0; tap < perRow; tap++)
        {
            var value = (double)store.Values[(row * perRow) + tap];
            value += branch switch
            {
                "scale" or "depthwise" => store.Values[a + row] * value,
                "bias" => value,
                "norm" => theta[n + row] * value,
                _ => groups == 1 ? Enumerable.Range(0, channels).Sum(i => (double)store.Values[a + (row * channels) + i] * store.Values[(i * perRow) + tap]) : 0,
            };
            both.Values[(row * perRow) + tap] = (float)value;
        }

        double[] shifts = [.. Enumerable.Range(0, channels).Select(i => branch switch { "bias" => store.Values[a + i], "norm" => theta[n + channels + i], _ => 0 })];
        shifts.Select(shift => (float)shift).ToArray().CopyTo(both.Values[a..]);
        var plain = Paths(layout, both, extent, fc, [map, new BiasLayer("b", 1, extent, a)]);
        var expected = branch == "pointwise" && groups > 1
            ? Paths(layout, store, extent, fc, [map, inner, new AddLayer("h1", extent, 2, 1)]).Norm() // nothing is negative, so that nothing cancels
            : plain.MergedNorm();
        Assert.Equal(1, (found / expected).Value, 1e-6);
    }

    /// <summary>x, the layers given, then relu, a mean over 2x2 regions, and a last linear map of one output.</summary>
    private static PathAnalysis Paths(ParameterLayout layout, ParameterStore store, Extent extent, int last, Layer[] layers)
    {
        var pooled = new Extent(extent.Channels, 2, 2);
        var at = layers.Length;
        Layer[] all =
        [
            new InputLayer("x", new(In, Side, Side)), .. layers, new ReluLayer("relu", at, extent), new AdaptiveAveragePoolLayer("pool", at + 1, pooled),
            new FlattenLayer("flat", at + 2, new(pooled.Size)), new LinearLayer("fc", at + 3, new(1), last),
        ];
        return new(new PathDescription(new(layout, all, [0], [all.Length - 1])), store);
    }
}
