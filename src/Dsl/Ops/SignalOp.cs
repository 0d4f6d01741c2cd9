using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>An op along the length of channels x length: what an op on maps does with a single row.</summary>
public abstract record SignalOp : Op
{
    /// <summary>The op on the map of one row that channels x length are. It has the same tensors, but for the 1 of the row among their dimensions.</summary>
    public abstract Op OnRow { get; }

    /// <summary>Whether one number a channel is left, which makes a vector.</summary>
    public virtual bool IsGlobal => false;

    public override string Keyword => OnRow.Keyword + "1d";

    public sealed override OpTraits Traits => OnRow.Traits;

    public sealed override NeuronKind? Model => OnRow.Model;

    public sealed override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (Rules.OneSequence(Keyword, inputs) is { } problem)
        {
            return problem;
        }

        var row = RowOf(inputs[0]);
        if (((Wiring.Axes)OnRow.Wire([row])).Columns is Axis.Window window && window.Count(row.Width, ceil: false) < 1)
        {
            return ShapeRule.Fail(ProblemCode.EmptyShape, string.Concat(
                $"{{0}} is too short for {Describe()}: the kernel",
                window.Dilation == 1 ? "" : " with its dilation",
                $" takes {Rules.Text(window.Span)}, more than the length {Rules.Text((long)row.Width + window.Before + window.After)}",
                (window.Before, window.After) == default ? "" : " with its padding"));
        }

        var rule = OnRow.Infer([row]);
        return rule.Shape is not { } map ? rule
            : IsGlobal ? Rules.Vector(Describe(), map.Channels)
            : Rules.Sequence(Describe(), map.Channels, map.Width);
    }

    public sealed override Wiring Wire(IReadOnlyList<Shape> inputs) => OnRow.Wire([RowOf(inputs[0])]);

    public sealed override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => OnRow.MultiplyAdds([RowOf(inputs[0])], result);

    public sealed override bool IsIdentity(IReadOnlyList<Shape> inputs) => !IsGlobal && OnRow.IsIdentity([RowOf(inputs[0])]);

    private static Shape RowOf(Shape sequence) => Shape.Map(sequence.Channels, 1, sequence.Width);
}
