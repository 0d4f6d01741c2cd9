using System;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Nodes that take parts of values, or their channels in another order.</summary>
internal static class PartNodes
{
    /// <summary>Consecutive channels, rows and columns; what leaves out numbers in between cannot be said.</summary>
    public static void Slice(OnnxNode node, ImportScope scope)
    {
        var view = scope.Activation(node, 0);
        var starts = scope.Integers(node, "starts", 1) ?? throw new ImportProblem("starts is left out");
        var ends = scope.Integers(node, "ends", 2) ?? throw new ImportProblem("ends is left out");
        var axes = scope.Integers(node, "axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        var steps = scope.Optional(node, 4, "steps")?.Integers() ?? [.. starts.Select(_ => 1L)];
        if (new[] { ends.Length, axes.Length, steps.Length }.Any(length => length != starts.Length))
            throw new ImportProblem("starts, ends, axes and steps are not as many");
        if (steps.Any(step => step != 1))
            throw new ImportProblem("only consecutive channels, rows and columns can be said, steps of 1");

        var operand = scope.Any(view);
        int[] sizes = [.. view.Dims.Select(dim => (int)dim)];
        var (from, to) = (new int[sizes.Length], (int[])sizes.Clone());
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = (int)(axes[i] < 0 ? axes[i] + view.Rank : axes[i]) - 1;
            if (axis < 0 && starts[i] == 0 && ends[i] >= int.MaxValue)
                continue;
            if (axis < 0 || axis >= sizes.Length)
                throw new ImportProblem("it takes a part of the batch");
            int Place(long at) => (int)Math.Clamp(at < 0 ? at + sizes[axis] : at, 0, sizes[axis]);
            (from[axis], to[axis]) = (Place(starts[i]), Place(ends[i]));
        }

        if (from.Zip(to).Any(range => range.Second <= range.First))
            throw new ImportProblem("nothing is left of its operand");
        if ((from[0], to[0]) != (0, sizes[0]))
            operand = scope.Add(scope.Names.OfNode("slice"), new Slice(from[0], to[0] - from[0]), operand);
        if (sizes.Length == 3 && ((from[1], from[2]) != (0, 0) || (to[1], to[2]) != (sizes[1], sizes[2])))
            operand = scope.Add(scope.Names.OfNode("crop"), new Crop(new(from[1], from[2], sizes[1] - to[1], sizes[2] - to[2])), operand);
        scope.Set(node.Outputs[0], scope.View(operand));
    }

    /// <summary>The channels in several parts: a slice each.</summary>
    public static void Split(OnnxNode node, ImportScope scope)
    {
        var view = scope.Activation(node, 0);
        var axis = node.Integer("axis", 0);
        if ((axis < 0 ? axis + view.Rank : axis) != 1)
            throw new ImportProblem("only channels can be split, axis 1");

        // Equal parts are as many as results; the last may be smaller.
        var operand = scope.Any(view);
        var equal = (view.Dims[0] + node.Outputs.Count - 1) / node.Outputs.Count;
        var sizes = scope.Integers(node, "split", 1) ?? [.. node.Outputs.Select((_, i) => Math.Min(equal, view.Dims[0] - (i * equal)))];
        if (sizes.Length != node.Outputs.Count || sizes.Sum() != view.Dims[0])
            throw new ImportProblem("its parts are not all of its operand");
        var first = 0;
        foreach (var (output, size) in node.Outputs.Zip(sizes))
        {
            var count = WindowAttributes.Small(size, "split");
            if (output.Length > 0)
                scope.Set(output, scope.View(scope.Add(scope.Names.OfNode("slice"), new Slice(first, count), operand)));
            first += count;
        }
    }

    /// <summary>
    /// The operand of a reshape; where its channels were seen as groups and the two axes of these exchanged, a shuffle of it.
    /// </summary>
    public static ActivationView Unshuffled(ActivationView view, ImportScope scope)
    {
        var shape = scope.Builder.ShapeOf(view.Node);
        if (view is not { Order: [0, 2, 1, .. var behind], Dims: [var groups, var size, .. var positions] }
            || !behind.SequenceEqual(Enumerable.Range(3, behind.Length))
            || groups * size != shape.Channels
            || positions.Aggregate(1L, (product, dim) => product * dim) != (long)shape.Height * shape.Width)
        {
            return view;
        }

        var shuffled = scope.View(scope.Add(scope.Names.OfNode("shuffle"), new Shuffle((int)groups), view.Node));
        return shuffled with { Dims = [size, groups, .. positions] };
    }
}
