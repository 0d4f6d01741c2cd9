using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>The K largest channels in descending order, position by position: K k-max-pool neurons.</summary>
public sealed record TopK(int K) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("topk", a => new TopK(a.Integer("k")), ArgumentSpec.Count("k"));

    public override string Keyword => "topk";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Pool(1, K);

    public override string Describe() => $"the {Rules.Text(K)} largest channels";

    public override string Spell() => Rules.Call(Keyword, Rules.Text(K));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (Rules.OneOperand(Keyword, inputs) is { } problem)
        {
            return problem;
        }

        if (K > inputs[0].Channels)
        {
            return ShapeRule.Fail(
                ProblemCode.ShapeMismatch, $"{{0}} has {Rules.Text(inputs[0].Channels)} channels, fewer than the {Rules.Text(K)} that topk takes");
        }

        return Rules.WithChannels(Keyword, inputs[0], K);
    }

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Wiring.OfChannels(new Axis.Blocks(1));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
