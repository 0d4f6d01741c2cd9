using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// The sum of operands of one shape, over a frozen edge each, and of a frozen bias: identity neurons. The language has no word for it; the theory of
/// paths writes activations with it.
/// </summary>
/// <param name="Weights">The weights of the edges, one an operand.</param>
/// <param name="Bias">The bias, a number of the architecture; 0 for none.</param>
public sealed record WeightedSum(EquatableArray<double> Weights, double Bias = 0) : Op
{
    public override string Keyword => "sum";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: Bias == 0, IsPiecewiseLinear: true);

    public override NeuronKind? Model => NeuronKind.Wiring with { HasBias = Bias != 0 };

    public override string Describe() => Bias == 0 ? "sum with frozen weights" : $"sum with frozen weights and the frozen bias {Rules.Spell(Bias)}";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(inputs[0]);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Sum();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
