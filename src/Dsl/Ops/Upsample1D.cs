using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>Nearest-neighbour upsampling of a length: each value is repeated Factor times.</summary>
public sealed record Upsample1D(int Factor) : SignalOp
{
    /// <summary>The one keyword of this op and of <see cref="Interpolate1D"/>.</summary>
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "upsample1d",
        Make,
        ArgumentSpec.Taps with { Name = "factor" },
        ArgumentSpec.Flag("linear", "false"),
        ArgumentSpec.Flag("align_corners", "false"));

    public override Op OnRow => new Upsample(new(1, Factor));

    public override string Describe() => $"nearest upsample of the length by {Rules.Text(Factor)}";

    public override string Spell() => Rules.Call(Keyword, Rules.Text(Factor));

    private static Op Make(IOpArguments a)
    {
        var factor = a.Integer("factor");
        if (a.Flag("linear", false))
        {
            return new Interpolate1D(factor, a.Flag("align_corners", false));
        }

        if (a.Has("align_corners"))
        {
            a.Fail("align_corners", ProblemCode.ArgumentConflict, "the nearest value is taken whatever is aligned; align_corners goes with linear=true");
        }

        return new Upsample1D(factor);
    }
}
