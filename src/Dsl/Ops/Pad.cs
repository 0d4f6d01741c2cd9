using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// Zeros around a value: rows and columns on each side of a map, channels (features of a vector) before and behind.
/// Rewrites also use it with numbers below zero, which take away instead: the adjoint of a pad.
/// </summary>
/// <param name="Sides">Rows and columns on each side.</param>
/// <param name="Front">Channels before the first.</param>
/// <param name="Back">Channels behind the last.</param>
public sealed record Pad(Padding Sides, int Front, int Back) : Op
{
    private const string All = "sides";

    private static readonly string[] Edges = ["top", "left", "bottom", "right"];

    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "pad",
        Make,
        ArgumentSpec.Pad with { Name = All, Default = "", HasPosition = true },
        Side(Edges[0]),
        Side(Edges[1]),
        Side(Edges[2]),
        Side(Edges[3]),
        Channels("front"),
        Channels("back"));

    public override string Keyword => "pad";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => string.Concat(
        Sides == default && (Front, Back) != default ? "pad" : $"pad {Rules.Describe(Sides)}",
        (Front, Back) == default ? "" : $", {Rules.Text(Front)} channels before and {Rules.Text(Back)} behind");

    public override string Spell() => Rules.Call(
        Keyword,
        Sides == default && (Front, Back) != default ? "" : Rules.Spell(Sides),
        Rules.Named("front", Rules.Text(Front), "0"),
        Rules.Named("back", Rules.Text(Back), "0"));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if ((Sides == default ? Rules.OneOperand(Keyword, inputs) : Rules.OneMap(Keyword, inputs)) is { } problem)
        {
            return problem;
        }

        var channels = (long)inputs[0].Channels + Front + Back;
        return !inputs[0].IsMap
            ? Rules.WithChannels(Keyword, inputs[0], channels)
            : Rules.Map(Describe(), channels, (long)inputs[0].Height + Sides.Top + Sides.Bottom, (long)inputs[0].Width + Sides.Left + Sides.Right);
    }

    public override Wiring Wire(IReadOnlyList<Shape> inputs) =>
        new Wiring.Axes(Shift(Front, Back), Shift(Sides.Top, Sides.Bottom), Shift(Sides.Left, Sides.Right));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => (Sides, Front, Back) == default;

    private static Axis.Window Shift(int before, int after) => new(Kernel: 1, Stride: 1, before, after, Dilation: 1);

    private static ArgumentSpec Side(string name) => ArgumentSpec.Stride("0") with { Name = name, Kind = ArgumentKind.Integer, Min = 0 };

    private static ArgumentSpec Channels(string name) => ArgumentSpec.Count(name, "0") with { Min = 0 };

    private static Pad Make(IOpArguments a)
    {
        foreach (var edge in Edges)
        {
            if (a.Has(All) && a.Has(edge))
            {
                a.Fail(edge, ProblemCode.ArgumentConflict, $"pad has its sides already; give one number for all, (top, left, bottom, right), or each by name");
                break;
            }
        }

        if (a.IsSound && !a.Has(All) && !a.Has("front") && !a.Has("back") && System.Array.TrueForAll(Edges, edge => !a.Has(edge)))
        {
            a.Fail(
                All,
                ProblemCode.MissingArgument,
                "pad needs something to add: pad(1), pad(bottom=1, right=1), pad((top, left, bottom, right)), or channels, pad(back=8)");
        }

        var sides = a.Has(All)
            ? a.Padding(All)
            : new Padding(a.Integer(Edges[0], 0), a.Integer(Edges[1], 0), a.Integer(Edges[2], 0), a.Integer(Edges[3], 0));
        return new(sides, a.Integer("front", 0), a.Integer("back", 0));
    }
}
