using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>A piece of syntax and where it stands in the file. Trees keep numbers as text; the binder reads them.</summary>
internal abstract record Syntax(Span Span);

/// <summary>A name as written.</summary>
internal sealed record Identifier(Span Span, string Text) : Syntax(Span);

/// <summary>An integer expression: arguments, bounds, dimensions.</summary>
internal abstract record Expression(Span Span) : Syntax(Span);

/// <summary>Digits, still text.</summary>
internal sealed record IntegerExpression(Span Span, string Digits) : Expression(Span);

/// <summary>A parameter, a repeat variable, or a word such as <c>true</c> or <c>global</c>: the binder tells.</summary>
internal sealed record NameExpression(Span Span, string Name) : Expression(Span);

/// <summary>A negated expression.</summary>
internal sealed record NegateExpression(Span Span, Expression Operand) : Expression(Span);

/// <summary>Two expressions joined by one of <c>+ - * / % ^</c>.</summary>
internal sealed record BinaryExpression(Span Span, char Operator, Expression Left, Expression Right) : Expression(Span);

/// <summary>A shape or an extent: <c>3x224x224</c>, <c>3x3</c>, <c>(2*c)x56x56</c>. One dimension is a vector's width.</summary>
internal sealed record ShapeSyntax(Span Span, EquatableArray<Expression> Dims) : Syntax(Span)
{
    /// <summary>Whether it is written as other languages write it, <c>(3, 16, 16)</c>, which the binder reports.</summary>
    public bool IsListed { get; init; }
}
