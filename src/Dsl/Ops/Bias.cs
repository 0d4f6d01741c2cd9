using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>Adds one number a channel (a feature of a vector). bias (channels).</summary>
public sealed record Bias : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("bias", new Bias());

    public override string Keyword => "bias";

    public override string Describe() => "bias";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.Same(Keyword, inputs);

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        [new("bias", EquatableArray.Of(inputs[0].Channels), ParameterRole.Bias)];
}
