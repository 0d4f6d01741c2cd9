using System;
using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// k-max-pooling: the K-th largest antecedent in each window; K = 1 is max-pooling. Padding is not an antecedent. Spelt maxpool when K = 1 and
/// kmaxpool otherwise.
/// </summary>
public sealed record MaxPool2D(Window Window, int K) : PoolOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "maxpool",
        a => Make(a, 1),
        ArgumentSpec.Kernel with { Word = "global" },
        ArgumentSpec.Stride("kernel"),
        ArgumentSpec.PadOrSame,
        ArgumentSpec.Flag("ceil", "false"));

    internal static OpSyntax KMaxSyntax { get; } = OpSyntax.Of(
        "kmaxpool",
        a => Make(a, a.Integer("k")),
        ArgumentSpec.Count("k"),
        ArgumentSpec.Kernel with { Word = "global" },
        ArgumentSpec.Stride("kernel"),
        ArgumentSpec.PadOrSame,
        ArgumentSpec.Flag("ceil", "false"));

    public override string Keyword => K == 1 ? "maxpool" : "kmaxpool";

    public override NeuronKind? Model => NeuronKind.Pool(K, K);

    public override Window? Sliding => Window;

    public override string Describe() => K == 1
        ? $"max-pool {Rules.Describe(Window)}"
        : $"{Rules.Text(K)}-max-pool {Rules.Describe(Window)}";

    public override string Spell() => Rules.Call(
        Keyword,
        K == 1 ? "" : Rules.Text(K),
        Rules.Describe(Window.Kernel),
        Rules.Named("stride", Rules.Short(Window.Stride), Rules.Short(Window.Kernel)),
        Rules.Named("pad", Rules.Spell(Window.Padding), "0"),
        Rules.Named("ceil", Rules.Spell(Window.CeilMode), "false"));

    public override string Spell(IReadOnlyList<Shape> inputs, bool beforeBatchNorm) => Window == Whole(inputs[0]) && !Window.IsTrivial
        ? Rules.Call(Keyword, K == 1 ? "" : Rules.Text(K), "global")
        : Spell();

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        var rule = Rules.OneMap(Keyword, inputs) ?? Rules.Pool(Describe(), inputs, Window);
        if (rule.Shape is not { } shape)
        {
            return rule;
        }

        var smallest = (long)Smallest(shape.Height, inputs[0].Height, Window.Kernel.Height, Window.Stride.Height, Window.Padding.Top)
            * Smallest(shape.Width, inputs[0].Width, Window.Kernel.Width, Window.Stride.Width, Window.Padding.Left);
        return smallest >= K
            ? rule
            : ShapeRule.Fail(
                ProblemCode.ShapeMismatch,
                $"a window of {Describe()} has only {Rules.Text(smallest)} antecedent{(smallest == 1 ? "" : "s")} in {{0}}, but k is {Rules.Text(K)}");
    }

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => K == 1 && Window.IsTrivial;

    /// <summary>One window over all of a map.</summary>
    private static Window Whole(Shape map) => new(new(map.Height, map.Width), new(map.Height, map.Width), default, CeilMode: false);

    private static MaxPool2D? Make(IOpArguments a, int k)
    {
        if (!a.IsWord("kernel"))
        {
            return new MaxPool2D(a.Pool(), k);
        }

        foreach (var name in new[] { "stride", "pad", "ceil" })
        {
            if (a.Has(name))
            {
                a.Fail(name, ProblemCode.ArgumentConflict, $"a pool over the whole map takes no {name}: it has one window");
            }
        }

        return a.Input is { IsMap: true } map ? new MaxPool2D(Whole(map), k) : a.Input is null ? null : new MaxPool2D(Whole(Shape.Map(1, 1, 1)), k);
    }

    /// <summary>The fewest real positions that one of the windows along a side covers: the first or the last one does.</summary>
    private static int Smallest(int windows, int size, int kernel, int stride, int before)
    {
        var first = Math.Min(kernel - before, size);
        var start = ((windows - 1) * stride) - before;
        var last = Math.Min(start + kernel, size) - Math.Max(start, 0);
        return Math.Max(Math.Min(first, last), 0);
    }
}
