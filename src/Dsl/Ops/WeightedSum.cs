using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// The sum of operands of one shape, over a frozen edge each: identity neurons. The language has no word for it; the theory of paths
/// writes activations with it.
/// </summary>
/// <param name="Weights">The weights of the edges, one an operand.</param>
public sealed record WeightedSum(EquatableArray<double> Weights) : Op
{
    public override string Keyword => "sum";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => "sum with frozen weights";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(inputs[0]);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Sum();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
