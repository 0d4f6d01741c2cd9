using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>Nearest-neighbour upsampling: each value is repeated Factor.Height x Factor.Width times.</summary>
public sealed record Upsample(Extent Factor) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("upsample", a => new Upsample(a.Extent("factor", new(1, 1))), ArgumentSpec.Kernel with { Name = "factor" });

    public override string Keyword => "upsample";

    public override string Describe() => $"nearest upsample by {Rules.Short(Factor)}";

    public override string Spell() => Rules.Call(Keyword, Rules.Short(Factor));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneMap(Keyword, inputs) ?? Rules.Map(Describe(), inputs[0].Channels, (long)inputs[0].Height * Factor.Height, (long)inputs[0].Width * Factor.Width);
}
