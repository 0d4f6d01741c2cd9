using System;
using System.Threading.Tasks;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>A fully connected layer: a row of weights a neuron, made and used one after another.</summary>
internal static class LinearStep
{
    public static LayerValues Run<TArithmetic>(LinearLayer layer, LayerValues source, SweepContext<TArithmetic> context)
        where TArithmetic : struct, IPathArithmetic
    {
        var width = source.Data.Length;
        var result = new LayerValues(layer.Size, 1);
        Parallel.For(
            0,
            layer.Size,
            () => GC.AllocateUninitializedArray<double>(width),
            (neuron, _, row) =>
            {
                var bias = context.Bias(layer, neuron, out var exponent);
                var theta = context.Theta.AsSpan(layer.Weight + (neuron * width), width);
                var common = context.Power.Row(theta, source.Exponents, exponent, row, out bool _);
                result.Data[neuron] = context.Arithmetic.Add(Spans.Dot(context.Arithmetic, row, source.Data), ChannelRange.Scale(bias, exponent - common));
                context.Settle(result, neuron, common);
                return row;
            },
            _ => { });
        return result;
    }
}
