using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths;

/// <summary>What layers say of their edges at large, against the edges themselves.</summary>
public sealed class LayerAnswersTests
{
    private static readonly Extent Map = new(4, 5, 6);

    private static readonly (Layer Layer, Extent[] Operands)[] Layers =
    [
        (new ConvLayer("f", 0, new(6, 2, 4), 3, new(3, 2)) { Stride = new(2, 1), Dilation = new(1, 2), Padding = new(1, 0, 0, 0), Groups = 2, Bias = 0 }, [Map]),
        (new ConvTransposeLayer("f", 0, new(6, 10, 12), 0, new(2, 2)) { Stride = new(2, 2), Groups = 2 }, [Map]),
        (new LinearLayer("f", 0, new(3), 5), [new(6)]),
        (new KroneckerLayer("f", 0, new(8), 0, 1, 4, 3, 2), [new(6)]),
        (new ScaleLayer("f", 0, Map, 2), [Map]),
        (new ScaleLayer("f", 0, Map, 2) { IsShared = true }, [Map]),
        (new BiasLayer("f", 0, Map, 2), [Map]),
        (new BatchNormLayer("f", 0, Map, 0, 4, 8, 12, 1e-5), [Map]),
        (new BatchNormLayer("f", 0, Map, 0, 4, 1e-5), [Map]),
        (new ReluLayer("f", 0, Map), [Map]),
        (new PoolLayer("f", 0, new(4, 2, 5), new(3, 2), new(2, 1)), [Map]),
        (new AveragePoolLayer("f", 0, new(4, 2, 5), new(3, 2), new(2, 1)), [Map]),
        (new AdaptiveAveragePoolLayer("f", 0, new(4, 2, 4)), [Map]),
        (new GroupSortLayer("f", 0, Map, 2), [Map]),
        (new TopKLayer("f", 0, Map with { Channels = 3 }), [Map]),
        (new PadLayer("f", 0, new(7, 8, 7), 1, 1) { Front = 2 }, [Map]),
        (new SliceLayer("f", 0, new(2, 3, 4), 1, 2) { Front = 1 }, [Map]),
        (new ShuffleLayer("f", 0, Map, 2), [Map]),
        (new UpsampleLayer("f", 0, new(4, 10, 18), new(2, 3)), [Map]),
        (new InterpolateLayer("f", 0, new(4, 10, 18), new(2, 3)), [Map]),
        (new InterpolateLayer("f", 0, new(4, 10, 18), new(2, 3)) { AlignsCorners = true }, [Map]),
        (new FlattenLayer("f", 0, new(120)), [Map]),
        (new TurnLayer("f", 0, new(6, 1, 4)), [new(4, 1, 6)]),
        (new KroneckerLayer("f", 0, new(8, 1, 5), 0, 1, 4, 3, 2), [new(6, 1, 5)]),
        (new AddLayer("f", Map, 0, 1), [Map, Map]),
        (new WeightedSumLayer("f", Map, [0, 1], 0.75, 0.25), [Map, Map]),
        (new WeightedSumLayer("f", Map, [0], -1) { Bias = 6 }, [Map]),
        (new ConcatLayer("f", new(6, 5, 6), 0, 1), [Map, new(2, 5, 6)]),
        (new NeuronsLayer("f", [0], new Neuron("v", Activation.Relu, Edge.Free(0, 1, 3), Edge.Frozen(0, 0, 2)), new Neuron("w", Activation.Identity, Edge.Free(0, 2, 4))), [new(6)]),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Layers.Length)];

    [Fact]
    public void Every_kind_of_layer_is_asked()
    {
        var asked = Layers.Select(item => item.Layer.GetType()).Append(typeof(InputLayer)).ToHashSet();

        Assert.DoesNotContain(typeof(Layer).Assembly.GetTypes(), type => type.IsSubclassOf(typeof(Layer)) && !asked.Contains(type));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_neuron_has_more_edges_than_said(int index)
    {
        var (layer, edges) = Walk(index);

        Assert.InRange(edges.GroupBy(edge => edge.Target).Max(group => group.Count()), 1, layer.FanIn);
        Assert.InRange(edges.GroupBy(edge => (edge.Operand, edge.Source)).Max(group => group.Count()), 1, layer.FanOut);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Edges_between_channels_are_those_of_neurons(int index)
    {
        var (layer, edges) = Walk(index);
        var channels = new Edges([]);
        layer.VisitChannels(ref channels);
        int Channel(Extent shape, int neuron) => neuron / (shape.Height * shape.Width);

        Assert.Equal(
            edges.Select(edge => (Channel(layer.Shape, edge.Target), edge.Operand, Channel(layer.Operands[edge.Operand], edge.Source), edge.Parameter)).ToHashSet(),
            channels.Found.Select(edge => (edge.Target, edge.Operand, edge.Source, edge.Parameter)).ToHashSet());

        // A tap tells apart those between the same two channels.
        var (first, count) = layer.Taps;
        Assert.True(channels.Found
            .GroupBy(edge => (edge.Target, edge.Operand, edge.Source))
            .All(pair => pair.Select(edge => edge.Parameter < 0 ? 0 : (edge.Parameter - first) % count).Distinct().Count() == pair.Count()));
    }

    private static (Layer Layer, List<(int Target, int Operand, int Source, int Parameter)> Edges) Walk(int index)
    {
        var (layer, operands) = Layers[index];
        Layer[] inputs = [.. operands.Select((shape, i) => new InputLayer("x" + i, shape))];
        _ = new Architecture(new ParameterLayout([new ParameterInfo("p", ParameterRole.Weight, 400)]), [.. inputs, layer], [.. Enumerable.Range(0, inputs.Length)], [inputs.Length]);
        var edges = new Edges([]);
        layer.VisitEdges(ref edges);
        return (layer, edges.Found);
    }

    private readonly struct Edges(List<(int Target, int Operand, int Source, int Parameter)> found) : IEdgeVisitor
    {
        public List<(int Target, int Operand, int Source, int Parameter)> Found => found;

        public void Edge(int target, int operand, int source, int parameter, double constant) => found.Add((target, operand, source, parameter));
    }
}
