using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>exp(x_i) / Σ_j exp(x_j) over the channels of each position (the features of a vector or of each token), or its natural logarithm.</summary>
/// <param name="IsLogarithm">Whether it is the logarithm.</param>
public sealed record Softmax(bool IsLogarithm) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("softmax", new Softmax(IsLogarithm: false));

    internal static OpSyntax LogSyntax { get; } = OpSyntax.Of("logsoftmax", new Softmax(IsLogarithm: true));

    public override string Keyword => IsLogarithm ? "logsoftmax" : "softmax";

    // Rows of its Jacobian have absolute values that sum to 2 p (1 - p), those of the logarithm's to 2 (1 - p).
    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override NeuronKind? Model => null;

    public override bool IsHead => true;

    public override bool KeepsDifferences => IsLogarithm;

    public override bool TakesTokens => true;

    public override string Describe() => IsLogarithm ? "logarithm of the softmax over the channels" : "softmax over the channels";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.Same(Keyword, inputs);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Wiring.OfFeatures(inputs[0], new Axis.Blocks(1));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
