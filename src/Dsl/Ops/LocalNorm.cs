using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// PyTorch's LocalResponseNorm: y = x / (k + alpha / size · Σ x²)^beta with the squares of size neighbouring channels at the same position, the channel
/// itself in the middle; of an even number there is one more before it. Beyond the first and last channel there are zeros.
/// </summary>
/// <param name="Size">How many channels.</param>
/// <param name="Alpha">What the mean of their squares is multiplied by.</param>
/// <param name="Beta">The power.</param>
/// <param name="K">What is added, above 0.</param>
public sealed record LocalNorm(int Size, double Alpha, double Beta, double K) : Op
{
    /// <summary>A kernel has room for as many channels on its stack.</summary>
    private const int Largest = 255;

    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "lrn",
        Make,
        ArgumentSpec.Count("size") with { Max = Largest },
        ArgumentSpec.Real("alpha", "1e-4", min: 0),
        ArgumentSpec.Real("beta", "0.75", min: 0),
        ArgumentSpec.Real("k", "1", min: 0));

    public override string Keyword => "lrn";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override NeuronKind? Model => null;

    public override string Describe() => string.Concat(
        $"norm of {Rules.Text(Size)} neighbouring channels",
        Alpha == 1e-4 ? "" : $", alpha {Rules.Spell(Alpha)}",
        Beta == 0.75 ? "" : $", beta {Rules.Spell(Beta)}",
        K == 1 ? "" : $", k {Rules.Spell(K)}");

    public override string Spell() => Rules.Call(
        Keyword,
        Rules.Text(Size),
        Rules.Named("alpha", Rules.Spell(Alpha), Rules.Spell(1e-4)),
        Rules.Named("beta", Rules.Spell(Beta), Rules.Spell(0.75)),
        Rules.Named("k", Rules.Spell(K), "1"));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.OneMap(Keyword, inputs) ?? ShapeRule.Of(inputs[0]);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) =>
        Wiring.OfChannels(new Axis.Window(Size, Stride: 1, Size / 2, (Size - 1) / 2, Dilation: 1));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    private static LocalNorm Make(IOpArguments a)
    {
        var k = a.Number("k", 1);
        if (a.IsSound && k == 0)
        {
            a.Fail("k", ProblemCode.ArgumentRange, "lrn: k is 0, but must be above 0: where all neighbours are 0, nothing else is divided by");
        }

        return new(a.Integer("size"), a.Number("alpha", 1e-4), a.Number("beta", 0.75), k);
    }
}
