using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>The value of an argument.</summary>
internal abstract record ArgumentValue(Span Span) : Syntax(Span);

/// <summary>An integer expression or a word: <c>64</c>, <c>2^(l-1)</c>, <c>true</c>, <c>global</c>.</summary>
internal sealed record ExpressionArgument(Span Span, Expression Value) : ArgumentValue(Span);

/// <summary>An extent of two or more dimensions: <c>3x3</c>.</summary>
internal sealed record ExtentArgument(Span Span, ShapeSyntax Value) : ArgumentValue(Span);

/// <summary>A parenthesised list of two or more expressions: <c>(1, 2, 1, 2)</c>.</summary>
internal sealed record TupleArgument(Span Span, EquatableArray<Expression> Items) : ArgumentValue(Span);

/// <summary>A number with a point or an exponent: <c>1e-3</c>. Still text.</summary>
internal sealed record DecimalArgument(Span Span, string Text) : ArgumentValue(Span);

/// <summary>One argument of a stage, by position or by name.</summary>
internal sealed record Argument(Span Span, Identifier? Name, ArgumentValue Value) : Syntax(Span);

/// <summary>A piece of a parameter name: plain text (dots included), or an expression in braces.</summary>
internal abstract record NamePart(Span Span) : Syntax(Span);

/// <summary>Plain text of a parameter name.</summary>
internal sealed record TextPart(Span Span, string Text) : NamePart(Span);

/// <summary>A number put into a parameter name: <c>{i}</c>.</summary>
internal sealed record NumberPart(Span Span, Expression Value) : NamePart(Span);

/// <summary>A dotted parameter name or prefix, such as <c>layer1.{i}</c>.</summary>
/// <param name="Shares">False for <c>as</c>, which declares the name; true for <c>with</c>, which reuses the parameters of an earlier <c>as</c>.</param>
internal sealed record ParameterName(Span Span, EquatableArray<NamePart> Parts, bool Shares) : Syntax(Span)
{
    /// <summary>The name that a layer has itself where it shares parameters, <c>as b with a</c>; null where it is named after its place.</summary>
    public ParameterName? Own { get; init; }
}

/// <summary>Something a value is fed through.</summary>
internal abstract record Stage(Span Span) : Syntax(Span);

/// <summary>An op or a block: <c>conv(64, 3x3, pad=1) as conv1</c>, <c>relu</c>.</summary>
internal sealed record CallStage(Span Span, Identifier Name, EquatableArray<Argument> Arguments, ParameterName? As) : Stage(Span);

/// <summary><c>repeat n stage</c>, or <c>repeat i in a..b stage</c> with both ends included.</summary>
/// <param name="Variable">The loop variable, null in the first form.</param>
/// <param name="From">The first value, null in the first form.</param>
/// <param name="To">The last value, or the count in the first form.</param>
internal sealed record RepeatStage(Span Span, Identifier? Variable, Expression? From, Expression To, Stage Body) : Stage(Span);

/// <summary>A parenthesised chain: <c>(conv(c, 3x3) -> relu)</c>.</summary>
internal sealed record GroupStage(Span Span, EquatableArray<Stage> Stages, ParameterName? As) : Stage(Span);

/// <summary>A value of the network.</summary>
internal abstract record Value(Span Span) : Syntax(Span);

/// <summary>A value by name, <c>in</c> included.</summary>
internal sealed record NameValue(Span Span, Identifier Name) : Value(Span);

/// <summary>An op of several values: <c>concat(a, b)</c>, <c>add(a, b) as layer1.0.sum</c>.</summary>
/// <param name="Arguments">What stands behind the operands by name: <c>attention(q, k, v, heads=6)</c>.</param>
internal sealed record CallValue(Span Span, Identifier Name, EquatableArray<Value> Operands, EquatableArray<Argument> Arguments, ParameterName? As)
    : Value(Span);

/// <summary>A sum: <c>main + skip</c>. Binds tighter than the arrow.</summary>
internal sealed record SumValue(Span Span, EquatableArray<Value> Terms) : Value(Span);

/// <summary>A value fed through stages: <c>x -> conv(64, 3x3) -> relu</c>.</summary>
internal sealed record ChainValue(Span Span, Value Head, EquatableArray<Stage> Stages) : Value(Span);
