using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>The mean over windows [floor(i n / o), ceil((i + 1) n / o)); 1x1 is global pooling.</summary>
public sealed record AdaptiveAvgPool2D(int OutHeight, int OutWidth) : PoolOp
{
    public override string Keyword => "avgpool";

    public override NeuronKind? Model => NeuronKind.Affine(hasBias: false, hasWeights: false);

    public override Window? Sliding => null;

    public override string Describe() => OutHeight == 1 && OutWidth == 1
        ? "global average-pool"
        : $"average-pool to {Rules.Text(OutHeight)}x{Rules.Text(OutWidth)}";

    public override string Spell() => OutHeight == 1 && OutWidth == 1
        ? Rules.Call(Keyword, "global")
        : Rules.Call(Keyword, $"adaptive={Rules.Text(OutHeight)}x{Rules.Text(OutWidth)}");

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneMap(Keyword, inputs) ?? Rules.Map(Describe(), inputs[0].Channels, OutHeight, OutWidth);

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => inputs[0].Height == OutHeight && inputs[0].Width == OutWidth;
}
