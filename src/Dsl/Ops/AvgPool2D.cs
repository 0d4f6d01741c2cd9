using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>The mean over each window; with CountIncludePad the divisor counts padding as well.</summary>
public sealed record AvgPool2D(Window Window, bool CountIncludePad) : PoolOp
{
    /// <summary>The one keyword of this op and of <see cref="AdaptiveAvgPool2D"/>: <c>avgpool(global)</c>, <c>avgpool(adaptive=6x6)</c>.</summary>
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "avgpool",
        Make,
        ArgumentSpec.Kernel with { Default = "", Word = "global" },
        ArgumentSpec.Stride("kernel"),
        ArgumentSpec.PadOrSame,
        ArgumentSpec.Flag("ceil", "false"),
        ArgumentSpec.Flag("count_include_pad", "true"),
        ArgumentSpec.Kernel with { Name = "adaptive", Default = "" });

    public override string Keyword => "avgpool";

    public override NeuronKind? Model => NeuronKind.Affine(hasBias: false, hasWeights: false);

    public override Window? Sliding => Window;

    public override string Describe() => $"average-pool {Rules.Describe(Window)}{(CountIncludePad ? "" : ", padding not counted")}";

    public override string Spell() => Rules.Call(
        Keyword,
        Rules.Describe(Window.Kernel),
        Rules.Named("stride", Rules.Short(Window.Stride), Rules.Short(Window.Kernel)),
        Rules.Named("pad", Rules.Spell(Window.Padding), "0"),
        Rules.Named("ceil", Rules.Spell(Window.CeilMode), "false"),
        Rules.Named("count_include_pad", Rules.Spell(CountIncludePad), "true"));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneMap(Keyword, inputs) ?? Rules.Pool(Describe(), inputs, Window);

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => Window.IsTrivial;

    private static Op Make(IOpArguments a)
    {
        var (global, adaptive) = (a.IsWord("kernel"), a.Has("adaptive"));
        if (!global && !adaptive)
        {
            if (!a.Has("kernel") && a.IsSound)
            {
                a.Fail("kernel", ProblemCode.MissingArgument, "avgpool needs a kernel, or one of avgpool(global) and avgpool(adaptive=6x6)");
            }

            // As in TensorFlow, where pad=same comes from: it averages what lies inside the map.
            return new AvgPool2D(a.Pool(), a.Flag("count_include_pad", !a.IsWord("pad")));
        }

        var size = a.Extent("adaptive", new(1, 1));
        foreach (var name in new[] { "kernel", "stride", "pad", "ceil", "count_include_pad" })
        {
            if (a.Has(name) && (adaptive || name != "kernel"))
            {
                a.Fail(
                    name, ProblemCode.ArgumentConflict, $"avgpool({(adaptive ? "adaptive" : "global")}) takes no {name}: its windows follow from the operand");
            }
        }

        return new AdaptiveAvgPool2D(size.Height, size.Width);
    }
}
