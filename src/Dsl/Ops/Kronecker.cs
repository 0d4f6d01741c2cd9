using System;
using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>A Kronecker-sparse factor: y = K x with K supported on I_a ⊗ 1_{b×c} ⊗ I_d (thesis, Chapter 5). weight (a, b, c, d).</summary>
public record Kronecker(KsPattern Pattern) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "ks",
        a => new Kronecker(new KsPattern(a.Integer("a"), a.Integer("b"), a.Integer("c"), a.Integer("d"))),
        ArgumentSpec.Count("a"),
        ArgumentSpec.Count("b"),
        ArgumentSpec.Count("c"),
        ArgumentSpec.Count("d"));

    public override string Keyword => "ks";

    public override OpTraits Traits => OpTraits.Affine(hasBias: false, takesVector: true);

    public override NeuronKind? Model => NeuronKind.Affine(hasBias: false);

    public override bool TakesTokens => true;

    public override string Describe() => Pattern.ToString();

    public override string Spell() => Describe();

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (Rules.OneOfFeatures(Keyword, inputs) is { } problem)
        {
            return problem;
        }

        if (Excess(Pattern) is { } excess)
        {
            return ShapeRule.Fail(ProblemCode.TooLarge, excess);
        }

        var width = inputs[0].Features;
        return width == Pattern.Columns
            ? Rules.WithFeatures(Describe(), inputs[0], Pattern.Rows)
            : ShapeRule.Fail(ProblemCode.ShapeMismatch, $"{{0}} is {Rules.Text(width)} wide, but {Describe()} takes {Rules.Text(Pattern.Columns)}{Fix(width)}");
    }

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        [new("weight", EquatableArray.Of(Pattern.A, Pattern.B, Pattern.C, Pattern.D), ParameterRole.Weight, FanIn: Pattern.C)];

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Wiring.OfFeatures(inputs[0], new Axis.Kronecker(Pattern));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => Pattern.NonZeros * (inputs[0].IsSequence ? inputs[0].Channels : 1);

    /// <summary>What is wrong with a pattern whose operand or result no value could hold; null when nothing is.</summary>
    internal static string? Excess(KsPattern pattern)
    {
        var (columns, rows) = ((decimal)pattern.A * pattern.C * pattern.D, (decimal)pattern.A * pattern.B * pattern.D);
        return columns > Rules.MaxSize || rows > Rules.MaxSize
            ? FormattableString.Invariant($"{pattern} takes a*c*d = {columns} and gives a*b*d = {rows} numbers; a value holds at most {Rules.MaxSize}")
            : null;
    }

    /// <summary>What else could change where the factor before this one does not meet it: the end of a message, or nothing.</summary>
    internal string FixOf(Kronecker before)
    {
        var blocks = (long)before.Pattern.A * before.Pattern.D;
        return Pattern.Columns % blocks == 0
            ? $"; for {Rules.Text(Pattern.Columns)} out, b of {before.Describe()} could be {Rules.Text(Pattern.Columns / blocks)}"
            : "";
    }

    /// <summary>The arguments that could be another for the width; c first, which leaves the factor's result as it is.</summary>
    private string Fix(int width)
    {
        foreach (var (name, rest) in new[] { ("c", (long)Pattern.A * Pattern.D), ("a", (long)Pattern.C * Pattern.D), ("d", (long)Pattern.A * Pattern.C) })
        {
            if (width % rest == 0)
            {
                return $"; for {Rules.Text(width)} in, {name} could be {Rules.Text(width / rest)}";
            }
        }

        return $"; a*c*d must be {Rules.Text(width)}";
    }
}
