using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>A fully connected layer, y = W x + b, of a vector or of each token of a sequence. weight (out, in), bias (out).</summary>
/// <param name="OutFeatures">Features of the result.</param>
/// <param name="HasBias">Whether it has a bias.</param>
/// <param name="IsTransposed">Whether the weight is (in, out), as that of the Conv1D of Hugging Face's transformers.</param>
public sealed record Linear(int OutFeatures, bool HasBias, bool IsTransposed = false) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "linear",
        a => new Linear(a.Integer("out"), a.Bias(), a.Flag("transposed", false)),
        ArgumentSpec.Count("out"),
        ArgumentSpec.Bias,
        ArgumentSpec.Flag("transposed", "false")) with { OtherOrder = "linear(in, out)" };

    public override string Keyword => "linear";

    public override OpTraits Traits => OpTraits.Affine(HasBias, takesVector: true);

    // Its layer in the theory reads a row for each result.
    public override NeuronKind? Model => IsTransposed ? null : NeuronKind.Affine(HasBias);

    internal override string ParameterForm => IsTransposed ? "transposed" : nameof(Linear);

    public override bool TakesTokens => true;

    private string Transposed => Rules.Named("transposed", Rules.Spell(IsTransposed), "false");

    public override string Describe() => $"linear{(HasBias ? "" : ", no bias")}{(IsTransposed ? ", transposed weight" : "")}";

    public override string Spell() => Rules.Call(Keyword, Rules.Text(OutFeatures), $"bias={Rules.Spell(HasBias)}", Transposed);

    public override string Spell(IReadOnlyList<Shape> inputs, bool beforeBatchNorm) =>
        Rules.Call(Keyword, Rules.Text(OutFeatures), Rules.Bias(HasBias, beforeBatchNorm), Transposed);

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneOfFeatures(Keyword, inputs) ?? Rules.WithFeatures(Keyword, inputs[0], OutFeatures);

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        var features = inputs[0].Features;
        return IsTransposed
            ? Rules.WeightAndBias(EquatableArray.Of(features, OutFeatures), OutFeatures, HasBias, fanIn: features)
            : Rules.WeightAndBias(EquatableArray.Of(OutFeatures, features), OutFeatures, HasBias);
    }

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Wiring.OfFeatures(inputs[0], new Axis.Blocks(1));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => (long)result.Size * inputs[0].Features;
}
