using System.Collections.Generic;
using System.Linq;
using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>
/// Integer expressions and shapes. From loosest to tightest: <c>+ -</c>, <c>* / %</c>, unary minus, <c>^</c>, which groups
/// to the right.
/// </summary>
internal static class ExpressionGrammar
{
    /// <summary>Expressions are trees that the binder walks recursively.</summary>
    public const int MaxOperators = 256;

    private const string Operand = "a number or " + Tokens.AName;

    private static readonly Parser<string> Close = Tokens.Symbol(")", "an operator or ')'");

    private static readonly Parser<Expression> Parenthesised =
        (from open in Tokens.Symbol("(", Operand)
         from value in Combinators.Later(() => Expression!)
         from close in Close
         select value).Spanned((value, span) => value with { Span = span });

    private static readonly Parser<Expression> Primary =
        Tokens.Integer.Select(value => (Expression)value)
            .XOr(Tokens.Name(Operand).Select(name => (Expression)new NameExpression(name.Span, name.Text)))
            .XOr(Parenthesised)
            .Named(Operand);

    private static readonly Parser<(Text.Span? Minus, Expression Value)> Exponent =
        from minus in Tokens.Symbol("-").Spanned((_, span) => span).XOptional()
        from value in Primary
        select (minus.IsDefined ? minus.Get() : (Text.Span?)null, value);

    private static readonly Parser<Expression> Power =
        from first in Primary
        from rest in Tokens.Symbol("^").Then(_ => Exponent).UpTo(MaxOperators)
        select rest.Count == 0 ? first : Raise(first, rest);

    private static readonly Parser<Expression> Unary =
        (from minus in Tokens.Symbol("-")
         from operand in Power
         select operand).Spanned((operand, span) => (Expression)new NegateExpression(span, operand))
        .XOr(Power)
        .Named(Operand);

    private static readonly Parser<Expression> Product = LeftToRight(Unary, "*/%");

    /// <summary>An integer expression.</summary>
    public static readonly Parser<Expression> Expression = LeftToRight(Product, "+-");

    private static readonly Parser<Expression> Dimension =
        Tokens.Integer.Select(value => (Expression)value)
            .XOr(Parenthesised)
            .Named("a number, or an expression in parentheses,");

    /// <summary>Two dimensions or more; only where <see cref="Lookahead.IsExtent"/> saw them.</summary>
    public static readonly Parser<ShapeSyntax> Extent =
        Dimension.SeparatedBy(Tokens.Symbol("x")).Spanned((dims, span) => new ShapeSyntax(span, dims.ToEquatableArray()));

    /// <summary>A tuple of dimensions, which is no shape, but is read as what was meant.</summary>
    private static readonly Parser<ShapeSyntax> Tuple =
        (from open in Tokens.Symbol("(", Operand)
         from dims in Expression.SeparatedBy(Tokens.Comma)
         from close in Tokens.Symbol(")", "',' or ')'")
         select dims).Spanned((dims, span) => new ShapeSyntax(span, dims.ToEquatableArray()) { IsListed = true });

    /// <summary>A shape of one dimension or more.</summary>
    public static readonly Parser<ShapeSyntax> Shape =
        Combinators.Provided(Lookahead.IsExtent, Extent)
            .XOr(Combinators.Provided(Lookahead.IsTuple, Tuple))
            .XOr(Expression.SeparatedBy(Tokens.Comma).Spanned((dims, span) => new ShapeSyntax(span, dims.ToEquatableArray()) { IsListed = dims.Count > 1 }))
            .Named("a shape such as 3x32x32 or 128");

    private static Parser<Expression> LeftToRight(Parser<Expression> operand, string signs)
    {
        var next = Tokens.Sign(signs).Then(sign => operand.Select(right => (Sign: sign, Right: right)));
        return from first in operand
               from rest in next.UpTo(MaxOperators)
               select rest.Aggregate(first, (left, part) => new BinaryExpression(left.Span.To(part.Right.Span), part.Sign, left, part.Right));
    }

    private static BinaryExpression Raise(Expression first, IReadOnlyList<(Text.Span? Minus, Expression Value)> exponents)
    {
        var exponent = Negated(exponents[exponents.Count - 1].Minus, exponents[exponents.Count - 1].Value);
        for (var i = exponents.Count - 2; i >= 0; i--)
        {
            exponent = Negated(exponents[i].Minus, Join(exponents[i].Value, exponent));
        }

        return Join(first, exponent);
    }

    private static BinaryExpression Join(Expression power, Expression exponent) =>
        new(power.Span.To(exponent.Span), '^', power, exponent);

    private static Expression Negated(Text.Span? minus, Expression value) =>
        minus is { } span ? new NegateExpression(span.To(value.Span), value) : value;
}
