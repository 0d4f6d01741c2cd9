using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>
/// The edges of a layer between channels in place of neurons: one for each element of its tensors, and one for each pair
/// of channels that frozen edges join. As many as there are parameters, where neurons have as many as multiply-adds.
/// </summary>
internal static class ChannelEdges
{
    /// <summary>Walks over the edges. Target and source are channels; the constant of a frozen edge is 1 for all layers but
    /// <see cref="NeuronsLayer"/>, where each neuron is a channel and edges are what they are.</summary>
    public static void Visit<TVisitor>(Layer layer, ref TVisitor visitor)
        where TVisitor : struct, IEdgeVisitor
    {
        switch (layer)
        {
            case InputLayer:
                break;
            case ConvLayer conv:
                var (rows, columns) = (conv.Shape.Channels / conv.Groups, conv.Operands[0].Channels / conv.Groups);
                Weights(ref visitor, conv.Weight, new(conv.Groups, rows, columns), new(rows, 1, 0), new(columns, 0, 1), new(conv.Kernel.Height * conv.Kernel.Width, 0, 0));
                break;
            case ConvTransposeLayer conv:
                (rows, columns) = (conv.Shape.Channels / conv.Groups, conv.Operands[0].Channels / conv.Groups);
                Weights(ref visitor, conv.Weight, new(conv.Groups, rows, columns), new(columns, 0, 1), new(rows, 1, 0), new(conv.Kernel.Height * conv.Kernel.Width, 0, 0));
                break;
            case LinearLayer linear:
                Weights(ref visitor, linear.Weight, new(1, 0, 0), new(1, 0, 0), new(linear.Size, 1, 0), new(linear.Operands[0].Size, 0, 1));
                break;
            case KroneckerLayer ks:
                Weights(ref visitor, ks.Weight, new(ks.A, ks.B * ks.D, ks.C * ks.D), new(ks.B, ks.D, 0), new(ks.C, 0, ks.D), new(ks.D, 1, 1));
                break;
            case ScaleLayer scale:
                Weights(ref visitor, scale.Weight, new(1, 0, 0), new(1, 0, 0), new(1, 0, 0), new(scale.Shape.Channels, 1, 1));
                break;
            case BatchNormLayer norm:
                Weights(ref visitor, norm.Gamma, new(1, 0, 0), new(1, 0, 0), new(1, 0, 0), new(norm.Shape.Channels, 1, 1));
                break;
            case NeuronsLayer:
                layer.VisitEdges(ref visitor);
                break;
            case ConcatLayer:
                Parts(layer, ref visitor);
                break;
            case PadLayer pad:
                for (var channel = 0; channel < pad.Operands[0].Channels; channel++)
                {
                    visitor.Edge(pad.Front + channel, 0, channel, -1, 1);
                }

                break;
            case FlattenLayer:
                var pixels = layer.Operands[0].Height * layer.Operands[0].Width;
                for (var feature = 0; feature < layer.Size; feature++)
                {
                    visitor.Edge(feature, 0, feature / pixels, -1, 1);
                }

                break;
            case GroupSortLayer sort:
                Blocks(ref visitor, sort.Shape.Channels / sort.GroupSize, sort.GroupSize, sort.GroupSize);
                break;
            case TopKLayer:
                Blocks(ref visitor, 1, layer.Shape.Channels, layer.Operands[0].Channels);
                break;
            default:
                for (var operand = 0; operand < layer.Inputs.Count; operand++)
                for (var channel = 0; channel < layer.Shape.Channels; channel++)
                {
                    visitor.Edge(channel, operand, channel, -1, 1);
                }

                break;
        }
    }

    /// <summary>The elements of a tensor in order; along each axis target and source grow by its steps.</summary>
    private static void Weights<TVisitor>(ref TVisitor visitor, int parameter, Axis first, Axis second, Axis third, Axis fourth)
        where TVisitor : struct, IEdgeVisitor
    {
        for (var i = 0; i < first.Count; i++)
        for (var j = 0; j < second.Count; j++)
        for (var k = 0; k < third.Count; k++)
        {
            var target = (i * first.Target) + (j * second.Target) + (k * third.Target);
            var source = (i * first.Source) + (j * second.Source) + (k * third.Source);
            for (var l = 0; l < fourth.Count; l++)
            {
                visitor.Edge(target + (l * fourth.Target), 0, source + (l * fourth.Source), parameter++, 0);
            }
        }
    }

    private static void Parts<TVisitor>(Layer concat, ref TVisitor visitor)
        where TVisitor : struct, IEdgeVisitor
    {
        var target = 0;
        for (var operand = 0; operand < concat.Inputs.Count; operand++)
        for (var channel = 0; channel < concat.Operands[operand].Channels; channel++)
        {
            visitor.Edge(target++, operand, channel, -1, 1);
        }
    }

    private static void Blocks<TVisitor>(ref TVisitor visitor, int blocks, int targets, int sources)
        where TVisitor : struct, IEdgeVisitor
    {
        for (var block = 0; block < blocks; block++)
        for (var target = 0; target < targets; target++)
        for (var source = 0; source < sources; source++)
        {
            visitor.Edge((block * targets) + target, 0, (block * sources) + source, -1, 1);
        }
    }

    private readonly record struct Axis(int Count, int Target, int Source);
}
