using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>The sum of layers: channel by channel at the largest exponent.</summary>
internal static class AddStep
{
    public static LayerValues Run<TArithmetic>(Layer layer, LayerValues[] operands, SweepContext<TArithmetic> context)
        where TArithmetic : struct, IPathArithmetic
    {
        var result = LayerValues.Constant(layer.Shape.Channels, layer.Shape.Height * layer.Shape.Width, 0);
        for (var channel = 0; channel < layer.Shape.Channels; channel++)
        {
            var (common, least) = (LayerValues.Nothing, long.MaxValue);
            foreach (var operand in operands)
            {
                common = Math.Max(common, operand.Exponents[channel]);
                if (operand.Exponents[channel] != LayerValues.Nothing)
                    least = Math.Min(least, operand.Exponents[channel]);
            }

            foreach (var operand in operands)
            {
                if (operand.Exponents[channel] != LayerValues.Nothing)
                    Spans.Accumulate(
                        context.Arithmetic, ChannelRange.Scale(1, operand.Exponents[channel] - common), operand.Channel(channel), result.Channel(channel));
            }

            context.Settle(result, channel, common, common - ChannelRange.Depth > least);
        }

        return result;
    }
}
