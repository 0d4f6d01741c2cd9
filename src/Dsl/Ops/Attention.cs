using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// softmax(q kᵀ / √d) v for each head, which has d consecutive features of the queries q and keys k and as many as its share of the values v: PyTorch's
/// scaled_dot_product_attention. Of one operand, a third of the features each are queries, keys and values.
/// </summary>
/// <param name="Heads">How many heads there are.</param>
/// <param name="IsCausal">Whether a token attends to those up to itself alone.</param>
public sealed record Attention(int Heads, bool IsCausal) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "attention",
        a => new Attention(a.Integer("heads"), a.Flag("causal", false)),
        ArgumentSpec.Count("heads"),
        ArgumentSpec.Flag("causal", "false")) with { OtherOrder = "attention(embed_dim, num_heads)" };

    public override string Keyword => "attention";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override NeuronKind? Model => null;

    public override string Describe() => $"{(IsCausal ? "causal " : "")}attention of {Rules.Text(Heads)} head{(Heads == 1 ? "" : "s")}";

    public override string Spell() => Rules.Call(Keyword, Rules.Text(Heads), Rules.Named("causal", Rules.Spell(IsCausal), "false"));

    internal override string SpellBehindOperands => $"heads={Rules.Text(Heads)}{(IsCausal ? ", causal=true" : "")}";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count is not (1 or 3))
        {
            return ShapeRule.Fail(
                ProblemCode.OperandCount, $"attention takes queries, keys and values, or one value that has them all, not {Rules.Text(inputs.Count)} operands");
        }

        if (inputs.FirstOrDefault(shape => !shape.IsSequence) is { } other)
        {
            return ShapeRule.Fail(
                ProblemCode.RankMismatch, $"{{{Rules.Text(inputs.ToList().IndexOf(other))}}} is {other}, but attention takes tokens x features");
        }

        return inputs.Count == 1 ? OfOne(inputs[0]) : OfThree(inputs[0], inputs[1], inputs[2]);
    }

    /// <summary>Any place of an operand may matter to any of the result, but that of another head.</summary>
    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.All();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) =>
        inputs.Count == 1 ? 2L * result.Size * result.Channels : ((long)inputs[0].Size + result.Size) * result.Channels;

    private ShapeRule OfOne(Shape joint)
    {
        var features = joint.Features / 3;
        if (joint.Features % 3 != 0)
        {
            return ShapeRule.Fail(
                ProblemCode.ShapeMismatch,
                $"{{0}} has {Rules.Text(joint.Features)} features; "
                    + "attention takes queries, keys and values side by side, a multiple of 3, or in three operands");
        }

        return features % Heads == 0
            ? ShapeRule.Of(Shape.Sequence(joint.Channels, features))
            : ShapeRule.Fail(
                ProblemCode.ShapeMismatch,
                $"{{0}} has {Rules.Text(joint.Features)} features, of which queries, keys and values have {Rules.Text(features)} each; "
                    + $"{Rules.Text(Heads)} heads must divide them");
    }

    private ShapeRule OfThree(Shape queries, Shape keys, Shape values)
    {
        if (keys != queries)
        {
            return ShapeRule.Fail(ProblemCode.ShapeMismatch, $"{{1}} is {keys}, but {{0}} is {queries}; attention takes queries and keys of one shape");
        }

        if (values.Channels != queries.Channels)
        {
            return ShapeRule.Fail(ProblemCode.ShapeMismatch, $"{{2}} is {values}, but {{0}} is {queries}; attention takes a value for each query");
        }

        return queries.Features % Heads == 0 && values.Features % Heads == 0
            ? ShapeRule.Of(values)
            : ShapeRule.Fail(
                ProblemCode.ShapeMismatch,
                $"{Rules.Text(Heads)} heads must divide the {Rules.Text(queries.Features)} features of {{0}} and the {Rules.Text(values.Features)} of {{2}}");
    }
}
