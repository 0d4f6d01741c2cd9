using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>The learned tokens whose numbers an input of integers gives: PyTorch's Embedding. weight (vocabulary, features).</summary>
/// <param name="Vocabulary">How many tokens there are.</param>
/// <param name="Features">Features of each.</param>
public sealed record Embedding(int Vocabulary, int Features) : Op
{
    /// <summary>The most tokens of a vocabulary: floats, as which kernels have their numbers, have all whole numbers up to there.</summary>
    internal const int MaxVocabulary = 1 << 24;

    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "embedding",
        a => new Embedding(a.Integer("vocabulary"), a.Integer("features")),
        ArgumentSpec.Count("vocabulary") with { Max = MaxVocabulary },
        ArgumentSpec.Count("features"));

    public override string Keyword => "embedding";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override NeuronKind? Model => null;

    public override bool TakesIds => true;

    /// <summary>That of a linear layer: a language model's scores are products with the tokens that it reads.</summary>
    internal override string ParameterForm => nameof(Linear);

    public override string Describe() => $"embedding of {Rules.Text(Vocabulary)} tokens";

    public override string Spell() => Rules.Call(Keyword, Rules.Text(Vocabulary), Rules.Text(Features));

    /// <summary>Of an input of whole numbers, the number that all must be below: the least vocabulary of those that read it; null for another input.</summary>
    public static int? VocabularyOf(Net net, int input) => net.Nodes[input].Op is not Input { IsInteger: true } ? null : net.Nodes
        .Where(node => node.Inputs.Contains(input))
        .Select(node => node.Op)
        .OfType<Embedding>()
        .Select(embedding => embedding.Vocabulary)
        .DefaultIfEmpty(MaxVocabulary)
        .Min();

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneVector(Keyword, inputs) ?? Rules.Sequence(Keyword, inputs[0].Size, Features);

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        [new("weight", EquatableArray.Of(Vocabulary, Features), ParameterRole.Weight, FanIn: 1)];

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.All();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
