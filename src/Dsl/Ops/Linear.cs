using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>A fully connected layer, y = W x + b, of a vector or of each token of a sequence. weight (out, in), bias (out).</summary>
public sealed record Linear(int OutFeatures, bool HasBias) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "linear",
        a => new Linear(a.Integer("out"), a.Bias()),
        ArgumentSpec.Count("out"),
        ArgumentSpec.Bias) with { OtherOrder = "linear(in, out)" };

    public override string Keyword => "linear";

    public override OpTraits Traits => OpTraits.Affine(HasBias, takesVector: true);

    public override NeuronKind? Model => NeuronKind.Affine(HasBias);

    public override bool TakesTokens => true;

    public override string Describe() => HasBias ? "linear" : "linear, no bias";

    public override string Spell() => Rules.Call(Keyword, Rules.Text(OutFeatures), $"bias={Rules.Spell(HasBias)}");

    public override string Spell(IReadOnlyList<Shape> inputs, bool beforeBatchNorm) =>
        Rules.Call(Keyword, Rules.Text(OutFeatures), Rules.Bias(HasBias, beforeBatchNorm));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneOfFeatures(Keyword, inputs) ?? Rules.WithFeatures(Keyword, inputs[0], OutFeatures);

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        Rules.WeightAndBias(EquatableArray.Of(OutFeatures, inputs[0].Features), OutFeatures, HasBias);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Wiring.OfFeatures(inputs[0], new Axis.Blocks(1));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => (long)result.Size * inputs[0].Features;
}
