using System.Linq;
using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>The lines at the top of a file, up to their brace.</summary>
internal static class HeaderGrammar
{
    private static readonly Parser<FormalParameter> Parameter =
        (from name in Tokens.Name("a parameter")
         from value in Tokens.Symbol("=").Then(_ => ExpressionGrammar.Expression).XOptional()
         select (name, value)).Spanned((parameter, span) => new FormalParameter(span, parameter.name, parameter.value.GetOrDefault()));

    private static readonly Parser<EquatableArray<FormalParameter>> NoParameters =
        Tokens.Symbol(")").Select(_ => default(EquatableArray<FormalParameter>));

    private static readonly Parser<EquatableArray<FormalParameter>> SomeParameters =
        from parameters in Parameter.SeparatedBy(Tokens.Comma)
        from close in Tokens.Symbol(")", "',' or ')'")
        select parameters.ToEquatableArray();

    private static readonly Parser<EquatableArray<FormalParameter>> Parameters =
        Tokens.Symbol("(").Then(_ => NoParameters.XOr(SomeParameters).Named("a parameter or ')'"));

    /// <summary><c>net Name(p = 1)</c> or <c>block name(p)</c>.</summary>
    public static readonly Parser<Header> WithParameters =
        from keyword in Tokens.AnyWord
        from name in Tokens.Name("a name")
        from parameters in Parameters.XOptional()
        from end in Parse.Return(0).ToEnd(parameters.IsDefined ? "'{'" : "'(' or '{'")
        select new Header(name, parameters.GetOrDefault());

    /// <summary><c>neurons name</c></summary>
    public static readonly Parser<Header> WithName =
        (from keyword in Tokens.AnyWord
         from name in Tokens.Name("a name")
         select new Header(name, default)).ToEnd("'{'");

    /// <summary><c>neurons</c></summary>
    public static readonly Parser<Identifier> KeywordAlone = Tokens.AnyWord.ToEnd("'{'");

    /// <summary><c>namespace A.B</c></summary>
    public static readonly Parser<Identifier> Namespace =
        (from keyword in Tokens.AnyWord
         from name in Tokens.AnyWord.Named("a name").SeparatedBy(Tokens.Symbol("."))
             .Spanned((parts, span) => new Identifier(span, string.Join(".", parts.Select(part => part.Text))))
         select name).ToEnd("'.' or the end of the line");
}
