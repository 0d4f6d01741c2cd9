using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Rewrites.PathNorms;

/// <summary>The ops of path-norm nets, each kind once. There is no default: what is not here is in no such net.</summary>
internal static class PathOps
{
    private static readonly Dictionary<Type, PathOp> All = new PathOp[]
    {
        new(typeof(Ones), Never, Anew, RowCopies.All, null, CostSums.None),
        new(typeof(Conv2D), Never, Anew, RowCopies.OfTaps, (op, edge) => Transposed((Conv2D)op, edge), CostSums.OfKernel),
        new(typeof(ConvTranspose2D), Never, Anew, RowCopies.OfTaps, (op, edge) => Untransposed((ConvTranspose2D)op, edge), CostSums.OfKernelBack),
        new(typeof(Linear), Never, Anew, RowCopies.None, (_, edge) => new Linear(edge.From.Size, HasBias: false), CostSums.OfKernel),
        new(typeof(Kronecker), Never, Anew, RowCopies.None, (op, _) => Transposed(((Kronecker)op).Pattern), CostSums.OfKernel),
        new(typeof(PositionFactor), Never, Anew, RowCopies.OfOperand, null, CostSums.None),
        new(typeof(Scale), Never, Anew, RowCopies.OfOperand, (_, _) => new Scale(HasBias: false), CostSums.OfChannels),
        new(typeof(SumPool), Never, Summed, RowCopies.OfTaps, (op, edge) => new Spread((SumPool)op, edge.From), CostSums.None),
        new(typeof(Add), Never, Anew, RowCopies.OfAllOperands, (_, _) => null, CostSums.None),
        new(typeof(Concat), Never, Kept, RowCopies.OfAllOperands, (_, edge) => new Slice(edge.Channel, edge.From.Channels), CostSums.None),
        new(typeof(Flatten), (_, from) => from.IsVector, Kept, RowCopies.None, (_, edge) => new Unflatten(edge.From), CostSums.None),
        new(typeof(Turn), Never, Kept, RowCopies.None, (_, _) => new Turn(), CostSums.None),
        new(typeof(Pad), KeepsChannels, Kept, RowCopies.OfTaps, (op, _) => Unpadded((Pad)op), CostSums.None),
        new(typeof(Upsample), IsOnce, Kept, RowCopies.OfTaps, (op, edge) => Shrunk((Upsample)op, edge), CostSums.None),
        new(typeof(InterpolatedSum), Never, Summed, RowCopies.OfTaps, (op, edge) => new InterpolatedSpread(((InterpolatedSum)op).Of, edge.From), CostSums.None),
        new(typeof(Slice), IsWhole, Kept, RowCopies.OfOperand, (op, edge) => Unsliced((Slice)op, edge), CostSums.None),
        new(typeof(Shuffle), IsWhole, Kept, RowCopies.OfOperand, (op, edge) => new Shuffle(edge.From.Channels / ((Shuffle)op).Groups), CostSums.None),
        new(typeof(Crop), Always, Kept, RowCopies.OfTaps, (op, _) => new Pad(((Crop)op).Sides, 0, 0), CostSums.None),
        new(typeof(Stretch), Never, Kept, RowCopies.None, (op, edge) => new Shrink(edge.From, ((Stretch)op).Rows, ((Stretch)op).Columns), CostSums.None),
        new(typeof(Neurons), Never, Anew, RowCopies.None, null, CostSums.None),
    }.ToDictionary(op => op.Op);

    /// <summary>The kinds of op of path-norm nets.</summary>
    public static IEnumerable<Type> Kinds => All.Keys;

    /// <summary>What is asked of a node's op.</summary>
    /// <exception cref="InvalidOperationException">No path-norm net has such an op.</exception>
    public static PathOp Of(Node node) => All.TryGetValue(node.Op.GetType(), out var op)
        ? op
        : throw new InvalidOperationException($"'{node.Name}' of a path-norm net is a '{node.Op.Keyword}', of which nothing is known there.");

    /// <summary>Whether a node passes its operand on as it is, and so gets no number in the walk that derives tensors.</summary>
    public static bool IsAlias(Net net, Node node) => node.Inputs.Count > 0 && Of(node).Passes(node.Op, net.Nodes[node.Inputs[0]].Shape);

    private static bool Never(Op op, Shape from) => false;

    private static bool Always(Op op, Shape from) => true;

    private static bool KeepsChannels(Op op, Shape from) => op is Pad { Front: 0, Back: 0 };

    private static bool IsOnce(Op op, Shape from) => ((Upsample)op).Factor == new Extent(1, 1);

    /// <summary>Whether a selection is of all channels in their order, which programs leave out.</summary>
    private static bool IsWhole(Op op, Shape from) => op.IsIdentity([from]);

    private static double? Summed(Op op) => Math.Log(op is SumPool pool ? pool.Covered : ((InterpolatedSum)op).Covered, 2);

    private static double? Anew(Op op) => null;

    private static double? Kept(Op op) => 0;

    private static ConvTranspose2D Transposed(Conv2D conv, PathEdge edge)
    {
        var (from, to) = (edge.From, edge.To);
        var axes = (Wiring.Axes)conv.Wire([from]);

        // Rows and columns behind the last ones that a window covers.
        var left = new Extent(((Axis.Window)axes.Rows).Left(to.Height, from.Height), ((Axis.Window)axes.Columns).Left(to.Width, from.Width));
        return new(from.Channels, conv.Kernel, conv.Stride, conv.Padding, left, conv.Dilation, conv.Groups, HasBias: false);
    }

    private static Conv2D Untransposed(ConvTranspose2D conv, PathEdge edge) =>
        new(edge.From.Channels, conv.Kernel, conv.Stride, conv.Padding, conv.Dilation, conv.Groups, HasBias: false);

    private static Kronecker Transposed(KsPattern pattern) => new(new KsPattern(pattern.A, pattern.C, pattern.B, pattern.D));

    private static Pad Unsliced(Slice slice, PathEdge edge) => new(default, slice.First, edge.From.Channels - slice.First - slice.Count);

    private static Pad Unpadded(Pad pad) => new(new(-pad.Sides.Top, -pad.Sides.Left, -pad.Sides.Bottom, -pad.Sides.Right), -pad.Front, -pad.Back);

    private static Shrink Shrunk(Upsample op, PathEdge edge) =>
        new(edge.From, Repeated(edge.From.Height, op.Factor.Height), Repeated(edge.From.Width, op.Factor.Width));

    private static EquatableArray<int> Repeated(int count, int times) => Enumerable.Range(0, count * times).Select(i => i / times).ToEquatableArray();
}
