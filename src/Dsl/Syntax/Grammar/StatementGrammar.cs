using System.Linq;
using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>
/// The lines of a net or block. The parser has chosen by the first word, so that a misspelt keyword reads like the right one;
/// the caller adds the line's text.
/// </summary>
internal static class StatementGrammar
{
    private const string EndOfLine = "the end of the line";

    /// <summary>The word at the end of an <c>emit</c> line; elsewhere it is a name like any other.</summary>
    private const string Only = "only";

    /// <summary>The word behind the shape of an input of whole numbers; elsewhere it is a name like any other.</summary>
    private const string Integer = "int";

    private const string EndOfChain = "'->' or the end of the line";

    private const string EndOfSum = "'->', '+' or the end of the line";

    private static readonly Parser<string> Colon = Tokens.Symbol(":");

    private static readonly Parser<string> EqualsSign = Tokens.Symbol("=");

    private static readonly Parser<ShapeSyntax> Annotation = Colon.Then(_ => ExpressionGrammar.Shape);

    public static readonly Parser<Statement> Input =
        (from keyword in Tokens.AnyWord
         from name in Tokens.Name(Tokens.AName + " for the input")
         from shape in Annotation
         from integer in Tokens.Keyword(Integer, Integer).XOptional()
         select (name, shape, integer)).Spanned((input, span) => (Statement)new InputStatement(span, "", input.name, input.shape, input.integer.IsDefined))
        .ToEnd(EndOfLine);

    public static readonly Parser<Statement> Binding =
        (from name in Tokens.Name("a statement")
         from shape in Annotation.Then(shape => EqualsSign.Select(_ => (ShapeSyntax?)shape)).XOr(EqualsSign.Select(_ => (ShapeSyntax?)null))
         from value in ValueGrammar.Value
         select (name, shape, value)).Spanned((binding, span) => new BindingStatement(span, "", binding.name, binding.shape, binding.value))
        .ToEnd(binding => EndOf(binding.Value));

    public static readonly Parser<Statement> Split =
        (from names in Tokens.Name(Tokens.AName + " for a part").SeparatedBy(Tokens.Comma)
         from sign in EqualsSign
         from value in ValueGrammar.Value
         select (names, value)).Spanned((split, span) => new SplitStatement(span, "", split.names.ToEquatableArray(), split.value))
        .ToEnd(split => EndOf(split.Value));

    public static readonly Parser<Statement> Output =
        (from keyword in Tokens.AnyWord
         from name in Tokens.Name(Tokens.AName + " for the output")
         from shape in Annotation.XOptional()
         from value in EqualsSign.Then(_ => ValueGrammar.Value).XOptional()
         select (name, shape, value)).Spanned((output, span) =>
             new OutputStatement(span, "", output.name, output.shape.GetOrDefault(), output.value.GetOrDefault()))
        .ToEnd(output => output.Value is not null ? EndOf(output.Value)
            : output.Shape is not null ? "'=' or the end of the line"
            : "':', '=' or the end of the line");

    public static readonly Parser<Statement> Layout =
        (from keyword in Tokens.AnyWord
         from layout in Tokens.AnyWord.Named("'batch_first' or 'batch_last'")
         select layout).Spanned((layout, span) => (Statement)new LayoutStatement(span, "", layout))
        .ToEnd(EndOfLine);

    public static readonly Parser<Statement> Emit =
        (from keyword in Tokens.AnyWord
         from passes in Tokens.AnyWord.Named("a pass such as forward").SeparatedBy(Tokens.Comma)
         from only in Tokens.Keyword(Only, Only).XOptional()
         select (passes, only)).Spanned((emit, span) => (Statement)new EmitStatement(span, "", emit.passes.ToEquatableArray(), emit.only.IsDefined))
        .ToEnd("',', 'only' or the end of the line");

    private static string EndOf(Value value) => value is ChainValue ? EndOfChain : EndOfSum;
}
