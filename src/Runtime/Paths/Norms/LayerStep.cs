using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>One layer of a sweep: by a kernel where layers are large, else edge by edge.</summary>
internal static class LayerStep
{
    public static LayerValues Run<TArithmetic>(Layer layer, LayerValues[] operands, bool mayOverwrite, SweepContext<TArithmetic> context)
        where TArithmetic : struct, IPathArithmetic
    {
        switch (layer)
        {
            case ConvLayer conv:
                return ConvStep.Run(conv, operands[0], context);
            case LinearLayer linear:
                return LinearStep.Run(linear, operands[0], context);
            case BatchNormLayer norm:
                return AffineStep.Run(norm, channel => norm.Gamma + channel, operands[0], mayOverwrite, context);
            case ScaleLayer scale:
                return AffineStep.Run(scale, scale.WeightOf, operands[0], mayOverwrite, context);
            case BiasLayer bias:
                return AffineStep.Run(bias, null, operands[0], mayOverwrite, context);
            case ReluLayer:
                return operands[0];
            case FlattenLayer:
                return JoinStep.Flatten(operands[0], context);
            case ConcatLayer:
                return JoinStep.Concat(layer, operands);
            case AddLayer:
                return AddStep.Run(layer, operands, context);
            default:
                return EdgeStep.Run(layer, operands, context);
        }
    }
}
