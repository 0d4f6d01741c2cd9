using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>Sorts each group of GroupSize consecutive channels in descending order, position by position: GroupSize k-max-pool neurons a group.</summary>
public sealed record GroupSort(int GroupSize) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("groupsort", a => new GroupSort(a.Integer("size")), ArgumentSpec.Count("size"));

    public override string Keyword => "groupsort";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Pool(1, GroupSize);

    public override string Describe() => $"sort each group of {Rules.Text(GroupSize)} channels";

    public override string Spell() => Rules.Call(Keyword, Rules.Text(GroupSize));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (Rules.OneOperand(Keyword, inputs) is { } problem)
        {
            return problem;
        }

        return inputs[0].Channels % GroupSize == 0
            ? ShapeRule.Of(inputs[0])
            : ShapeRule.Fail(
                ProblemCode.ShapeMismatch, $"{{0}} has {Rules.Text(inputs[0].Channels)} channels, which groups of {Rules.Text(GroupSize)} do not divide");
    }

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Wiring.OfChannels(new Axis.Blocks(inputs[0].Channels / GroupSize));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => GroupSize == 1;
}
