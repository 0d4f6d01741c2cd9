using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>The value where it is above 0, else a learned slope times it. weight (channels), or weight (1).</summary>
/// <param name="IsShared">Whether all channels have one slope.</param>
public sealed record PRelu(bool IsShared) : ActivationOp
{
    internal static OpSyntax Syntax { get; } =
        OpSyntax.Of("prelu", a => new PRelu(a.Flag("shared", false)), ArgumentSpec.Flag("shared", "false")) with { OtherOrder = "prelu(num_parameters)" };

    public override string Keyword => "prelu";

    public override OpTraits Traits => OpTraits.Selection;

    /// <summary>max(0, x) - slope · max(0, -x): two paths, over a frozen edge and over the slope.</summary>
    public override EquatableArray<ActivationNeuron> Neurons => EquatableArray.Of(
        ActivationNeuron.Relu(0, (1, 0)),
        ActivationNeuron.Relu(0, (-1, 0)),
        new ActivationNeuron(Activation.Identity, Bias: 0, EquatableArray.Of(new Edge(2, null))),
        ActivationNeuron.Sum(0, (1, 1), (-1, 3)));

    public override string Describe() => IsShared ? "relu with a learned slope" : "relu with a learned slope a channel";

    public override string Spell() => IsShared ? "prelu(shared=true)" : Keyword;

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) => new Slope(IsShared).Parameters(inputs);
}
