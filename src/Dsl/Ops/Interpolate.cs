using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>Bilinear upsampling: each place of the result is a mean of the four nearest of the operand, weighted by nearness. Spelt upsample.</summary>
/// <param name="Factor">How many times more rows and columns there are.</param>
/// <param name="AlignsCorners">Whether the places at the corners fall on each other, rather than the corners of the maps: PyTorch's align_corners.</param>
public sealed record Interpolate(Extent Factor, bool AlignsCorners) : Op
{
    public override string Keyword => "upsample";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Affine(hasBias: false, hasWeights: false);

    public override string Describe() => $"bilinear upsample by {Rules.Short(Factor)}{(AlignsCorners ? ", corners aligned" : "")}";

    public override string Spell() =>
        Rules.Call(Keyword, Rules.Short(Factor), "bilinear=true", Rules.Named("align_corners", Rules.Spell(AlignsCorners), "false"));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => new Upsample(Factor).Infer(inputs);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Axes(
        Axis.Same.Instance, new Axis.Interpolated(Factor.Height, AlignsCorners), new Axis.Interpolated(Factor.Width, AlignsCorners));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => Factor == new Extent(1, 1);
}
