using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>x between two bounds, element by element: below, the lower one; above, the upper one. Spelt relu6 from 0 to 6 and hardtanh from -1 to 1.</summary>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound, larger than the lower one.</param>
public sealed record Clamp(double Low, double High) : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("clamp", Make, ArgumentSpec.Real("lo"), ArgumentSpec.Real("hi"));

    internal static OpSyntax Relu6Syntax { get; } = OpSyntax.Of("relu6", new Clamp(0, 6));

    internal static OpSyntax HardTanhSyntax { get; } = OpSyntax.Of(
        "hardtanh", Make, ArgumentSpec.Real("lo", "-1") with { HasPosition = true }, ArgumentSpec.Real("hi", "1") with { HasPosition = true });

    public override string Keyword => (Low, High) switch
    {
        (0, 6) => "relu6",
        (-1, 1) => "hardtanh",
        _ => "clamp",
    };

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: true);

    public override EquatableArray<ActivationNeuron> Neurons => ActivationNeuron.Between(Low, High);

    public override string Describe() => $"clamp from {Rules.Spell(Low)} to {Rules.Spell(High)}";

    public override string Spell() => Keyword == "clamp" ? Rules.Call(Keyword, Rules.Spell(Low), Rules.Spell(High)) : Keyword;

    private static Clamp Make(IOpArguments a)
    {
        var (low, high) = (a.Number("lo", -1), a.Number("hi", 1));
        if (a.IsSound && low >= high)
            a.Fail("hi", ProblemCode.ArgumentRange, $"the upper bound is {Rules.Spell(high)}, but must be above the lower one, {Rules.Spell(low)}");

        return new(low, high);
    }
}
