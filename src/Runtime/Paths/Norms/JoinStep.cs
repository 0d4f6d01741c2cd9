using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>Layers that only bring values into another order.</summary>
internal static class JoinStep
{
    /// <summary>Each neuron becomes a channel of its own.</summary>
    public static LayerValues Flatten<TArithmetic>(LayerValues source, SweepContext<TArithmetic> context)
        where TArithmetic : struct, IPathArithmetic
    {
        if (source.Pixels == 1)
            return source;

        var result = new LayerValues(source.Data.Length, 1);
        source.Data.CopyTo(result.Data, 0);
        for (var neuron = 0; neuron < result.Data.Length; neuron++)
        {
            context.Settle(result, neuron, source.Exponents[neuron / source.Pixels]);
        }

        return result;
    }

    /// <summary>The channels of all operands one after another.</summary>
    public static LayerValues Concat(Layer layer, LayerValues[] operands)
    {
        var result = new LayerValues(layer.Shape.Channels, layer.Shape.Height * layer.Shape.Width);
        var channel = 0;
        foreach (var operand in operands)
        {
            operand.Data.CopyTo(result.Data, channel * result.Pixels);
            operand.Exponents.CopyTo(result.Exponents, channel);
            channel += operand.Exponents.Length;
        }

        return result;
    }
}
