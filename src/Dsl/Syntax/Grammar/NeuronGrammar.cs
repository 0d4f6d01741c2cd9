using System.Linq;
using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>The lines of a neurons block; the caller adds the line's text.</summary>
internal static class NeuronGrammar
{
    private const string Bias = "bias";

    private const string EndOfAntecedents = "',', '+ bias' or the end of the line";

    private static readonly Parser<AntecedentSyntax> Antecedent =
        (from name in Tokens.Name("an antecedent")
         from constant in Tokens.Symbol("*").Then(_ => Tokens.Decimal).XOptional()
         select (name, constant)).Spanned((edge, span) => new AntecedentSyntax(span, edge.name, edge.constant.GetOrDefault()?.Text));

    private static readonly Parser<(EquatableArray<AntecedentSyntax> Antecedents, bool HasBias)> Feed =
        from antecedents in Antecedent.SeparatedBy(Tokens.Comma)
        from bias in Tokens.Symbol("+").Then(_ => Tokens.Keyword(Bias, "'bias', or ',' in place of '+',")).XOptional()
        select (antecedents.ToEquatableArray(), bias.IsDefined);

    private static readonly Parser<(EquatableArray<AntecedentSyntax> Antecedents, bool HasBias)> BiasAlone =
        Tokens.Keyword(Bias, "'bias'").Select(_ => (default(EquatableArray<AntecedentSyntax>), true));

    private static readonly Parser<(EquatableArray<AntecedentSyntax> Antecedents, bool HasBias)> Nothing = input =>
        Result.Success(default((EquatableArray<AntecedentSyntax>, bool)), input);

    private static readonly Parser<(EquatableArray<AntecedentSyntax> Antecedents, bool HasBias)> Antecedents =
        Tokens.Symbol("=").Then(_ => Combinators.Provided(IsBiasAlone, BiasAlone).XOr(Feed));

    private static readonly Parser<(Identifier Name, Expression? K)> Activation =
        from colon in Tokens.Symbol(":")
        from name in Tokens.AnyWord.Named("an activation: relu, id or pool(k),")
        from k in
            (from open in Tokens.Symbol("(")
             from k in ExpressionGrammar.Expression
             from close in Tokens.Symbol(")", "an operator or ')'")
             select k).XOptional()
        select (name, k.GetOrDefault());

    public static readonly Parser<NeuronStatement> Input =
        (from keyword in Tokens.AnyWord
         from names in Tokens.Name(Tokens.AName + " for the input").SeparatedBy(Tokens.Comma)
         select names).Spanned((names, span) => (NeuronStatement)new InputNeurons(span, "", names.ToEquatableArray()))
        .ToEnd("',' or the end of the line");

    /// <summary>An output that is fed, and one by its name alone, which a neuron defined elsewhere has.</summary>
    public static readonly Parser<NeuronStatement> Output =
        (from keyword in Tokens.AnyWord
         from name in Tokens.Name(Tokens.AName + " for the output")
         from activation in Activation.XOptional()
         from feed in activation.IsDefined ? Antecedents : Combinators.Provided(at => at.AtEnd, Nothing).XOr(Antecedents)
         select (name, activation, feed)).Spanned((neuron, span) => (NeuronStatement)Define(
             span, true, neuron.name, neuron.activation.IsDefined ? neuron.activation.Get() : (null, null), neuron.feed))
        .ToEnd(EndOfAntecedents);

    public static readonly Parser<NeuronStatement> Neuron =
        (from name in Tokens.Name("a neuron, 'input' or 'output'")
         from activation in Activation
         from feed in Antecedents
         select (name, activation, feed)).Spanned((neuron, span) => (NeuronStatement)Define(span, false, neuron.name, neuron.activation, neuron.feed))
        .ToEnd(EndOfAntecedents);

    private static NeuronDefinition Define(
        Text.Span span, bool isOutput, Identifier name, (Identifier? Name, Expression? K) activation, (
            EquatableArray<AntecedentSyntax> Antecedents,
            bool HasBias) feed) =>
        new NeuronDefinition(span, "", isOutput, name, activation.Name, activation.K, feed.Antecedents, feed.HasBias);

    /// <summary>A neuron that only its bias feeds: the word is all that is left of the line.</summary>
    private static bool IsBiasAlone(LineInput at) => Tokens.WordAt(at) == Bias.Length && at.Pass(Bias.Length).PassTrivia().AtEnd
        && string.CompareOrdinal(at.Source, at.Position, Bias, 0, Bias.Length) == 0;
}
