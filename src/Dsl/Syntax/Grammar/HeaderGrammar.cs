using System.Linq;
using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>The lines at the top of a file, up to their brace.</summary>
internal static class HeaderGrammar
{
    private static readonly Parser<FormalParameter> Parameter =
        (from name in Tokens.Name(Tokens.AName + " for the parameter")
         from value in Tokens.Symbol("=").Then(_ => ExpressionGrammar.Expression).XOptional()
         select (name, value)).Spanned((parameter, span) => new FormalParameter(span, parameter.name, parameter.value.GetOrDefault()));

    private static readonly Parser<EquatableArray<FormalParameter>> NoParameters =
        Tokens.Symbol(")").Select(_ => default(EquatableArray<FormalParameter>));

    private static readonly Parser<EquatableArray<FormalParameter>> SomeParameters =
        from parameters in Parameter.SeparatedBy(Tokens.Comma)
        from close in Tokens.Symbol(")", "',' or ')'")
        select parameters.ToEquatableArray();

    private static readonly Parser<EquatableArray<FormalParameter>> Parameters =
        Tokens.Symbol("(").Then(_ => NoParameters.XOr(SomeParameters).Named(Tokens.AName + " for the parameter, or ')',"));

    /// <summary><c>net Name(p = 1)</c> or <c>block name(p)</c>.</summary>
    public static readonly Parser<Header> WithParameters =
        (from keyword in Tokens.AnyWord
         from name in Tokens.Name(Tokens.AName)
         from parameters in Parameters.XOptional()
         select (name, parameters))
        .ToEnd(header => header.parameters.IsDefined ? "'{'" : "'(' or '{'")
        .Select(header => new Header(header.name, header.parameters.GetOrDefault()));

    /// <summary><c>neurons name</c></summary>
    public static readonly Parser<Header> WithName =
        (from keyword in Tokens.AnyWord
         from name in Tokens.Name(Tokens.AName)
         select new Header(name, default)).ToEnd("'{'");

    /// <summary><c>namespace A.B</c></summary>
    public static readonly Parser<Identifier> Namespace =
        (from keyword in Tokens.AnyWord
         from name in Tokens.AnyWord.Named(Tokens.AName).SeparatedBy(Tokens.Symbol("."))
             .Spanned((parts, span) => new Identifier(span, string.Join(".", parts.Select(part => part.Text))))
         select name).ToEnd("'.' or the end of the line");
}
