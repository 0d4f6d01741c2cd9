using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>A map without some rows and columns on its sides.</summary>
/// <param name="Sides">How many on each side.</param>
public sealed record Crop(Padding Sides) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "crop", a => new Crop(a.Padding("sides")), ArgumentSpec.Pad with { Name = "sides", Default = null, HasPosition = true });

    public override string Keyword => "crop";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => $"crop {Rules.Describe(Sides)}";

    public override string Spell() => Rules.Call(Keyword, Rules.Spell(Sides));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.OneMap(Keyword, inputs) ?? Rules.Map(
        Describe(), inputs[0].Channels, (long)inputs[0].Height - Sides.Top - Sides.Bottom, (long)inputs[0].Width - Sides.Left - Sides.Right);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) =>
        new Wiring.Axes(Axis.Same.Instance, Shift(Sides.Top, Sides.Bottom), Shift(Sides.Left, Sides.Right));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => Sides == default;

    private static Axis.Window Shift(int before, int after) => new(Kernel: 1, Stride: 1, -before, -after, Dilation: 1);
}
