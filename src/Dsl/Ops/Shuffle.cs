using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// The channels of a value's groups by turns: the first of each group, then the second of each, …; PyTorch's ChannelShuffle. It brings together what
/// convolutions with as many groups keep apart.
/// </summary>
/// <param name="Groups">How many groups of consecutive channels there are.</param>
public sealed record Shuffle(int Groups) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("shuffle", a => new Shuffle(a.Integer("groups")), ArgumentSpec.Count("groups"));

    public override string Keyword => "shuffle";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => $"channels of {Rules.Text(Groups)} groups by turns";

    public override string Spell() => Rules.Call(Keyword, Rules.Text(Groups));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.OneOperand(Keyword, inputs) ?? (inputs[0].Channels % Groups == 0
        ? ShapeRule.Of(inputs[0])
        : ShapeRule.Fail(
            ProblemCode.ShapeMismatch, $"{{0}} has {Rules.Text(inputs[0].Channels)} channels, which {Rules.Text(Groups)} groups do not divide"));

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Wiring.OfChannels(new Axis.Turns(Groups));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => Groups == 1 || Groups == inputs[0].Channels;
}
