using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>Nearest-neighbour upsampling: each value is repeated Factor.Height x Factor.Width times.</summary>
public sealed record Upsample(Extent Factor) : Op
{
    /// <summary>The one keyword of this op and of <see cref="Interpolate"/>.</summary>
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "upsample",
        Make,
        ArgumentSpec.Kernel with { Name = "factor" },
        ArgumentSpec.Flag("bilinear", "false"),
        ArgumentSpec.Flag("align_corners", "false"));

    public override string Keyword => "upsample";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => $"nearest upsample by {Rules.Short(Factor)}";

    public override string Spell() => Rules.Call(Keyword, Rules.Short(Factor));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneMap(Keyword, inputs)
            ?? Rules.Map(Describe(), inputs[0].Channels, (long)inputs[0].Height * Factor.Height, (long)inputs[0].Width * Factor.Width);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) =>
        new Wiring.Axes(Axis.Same.Instance, new Axis.Repeated(Factor.Height), new Axis.Repeated(Factor.Width));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => Factor == new Extent(1, 1);

    private static Op Make(IOpArguments a)
    {
        var factor = a.Extent("factor", new(1, 1));
        if (a.Flag("bilinear", false))
        {
            return new Interpolate(factor, a.Flag("align_corners", false));
        }

        if (a.Has("align_corners"))
        {
            a.Fail("align_corners", ProblemCode.ArgumentConflict, "the nearest value is taken whatever is aligned; align_corners goes with bilinear=true");
        }

        return new Upsample(factor);
    }
}
