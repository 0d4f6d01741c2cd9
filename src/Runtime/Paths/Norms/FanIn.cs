using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>How many edges enter a neuron at most.</summary>
internal static class FanIn
{
    public static long Largest(Architecture architecture) => architecture.Layers.Max(Of);

    public static long Of(Layer layer) => layer switch
    {
        ConvLayer conv => (long)(conv.Operands[0].Channels / conv.Groups) * conv.Kernel.Height * conv.Kernel.Width,
        ConvTransposeLayer conv => (long)(conv.Operands[0].Channels / conv.Groups) * conv.Kernel.Height * conv.Kernel.Width,
        LinearLayer linear => linear.Operands[0].Size,
        KroneckerLayer kronecker => kronecker.C,
        NeuronsLayer neurons => neurons.Neurons.Max(neuron => neuron.Edges.Count),
        PoolLayer pool => (long)pool.Kernel.Height * pool.Kernel.Width,
        AveragePoolLayer pool => (long)pool.Kernel.Height * pool.Kernel.Width,
        AdaptiveAveragePoolLayer pool => (long)pool.Operands[0].Height * pool.Operands[0].Width,
        GroupSortLayer sort => sort.GroupSize,
        TopKLayer top => top.Operands[0].Channels,
        AddLayer or InputLayer => layer.Inputs.Count,
        BatchNormLayer or ScaleLayer or BiasLayer or ReluLayer or PadLayer or UpsampleLayer or ConcatLayer or FlattenLayer => 1,
        _ => throw new InvalidOperationException($"The fan-in of a {layer.GetType().Name} is not known."),
    };
}
