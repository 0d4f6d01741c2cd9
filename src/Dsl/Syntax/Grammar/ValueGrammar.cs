using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Text;
using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>Values: names, calls, sums and chains. A sum binds tighter than an arrow.</summary>
internal static class ValueGrammar
{
    /// <summary>How a message calls what stands where a value does.</summary>
    public const string Expected = "a value";

    private static readonly Parser<Value> Parenthesised =
        from open in Tokens.Symbol("(", Expected)
        from value in Combinators.Later(() => Value!)
        from close in Tokens.Symbol(")", "'->' or ')'")
        select value;

    /// <summary>A value, or an argument by name, which only stands behind values.</summary>
    private static readonly Parser<(Value? Operand, Argument? Argument)> Item =
        Combinators.Provided(Lookahead.IsNamedArgument, StageGrammar.NamedArgument.Select(argument => ((Value?)null, (Argument?)argument)))
            .XOr(Combinators.Later(() => Value!).Select(value => ((Value?)value, (Argument?)null)));

    private static readonly Parser<IReadOnlyList<(Value? Operand, Argument? Argument)>> Items =
        from open in Tokens.Symbol("(")
        from items in Item.SeparatedBy(Tokens.Comma)
        from close in Tokens.Symbol(")", "',' or ')'")
        select items;

    private static readonly Parser<(IReadOnlyList<(Value? Operand, Argument? Argument)> Items, ParameterName? As)> Joined =
        from items in Items
        from name in LayerNameGrammar.Name.XOptional()
        select (items, name.GetOrDefault());

    private static readonly Parser<Value> Reference =
        (from name in Tokens.Name(Expected)
         from call in Joined.XOptional()
         select (name, call)).Spanned((value, span) => value.call.IsDefined
             ? (Value)Call(span, value.name, value.call.Get().Items, value.call.Get().As)
             : new NameValue(span, value.name));

    private static readonly Parser<Value> Term = Reference.XOr(Parenthesised).Named(Expected);

    private static readonly Parser<Value> Sum =
        Term.SeparatedBy(Tokens.Symbol("+")).Spanned((terms, span) => terms.Count == 1 ? terms[0] : new SumValue(span, terms.ToEquatableArray()));

    /// <summary>A value with the stages that it is fed through.</summary>
    public static readonly Parser<Value> Value =
        (from head in Sum
         from stages in Tokens.Arrow.Then(_ => StageGrammar.KnownStage).Repeated()
         select (head, stages)).Spanned((chain, span) => chain.stages.Count == 0
             ? chain.head
             : new ChainValue(span, chain.head, chain.stages.ToEquatableArray()));

    private static CallValue Call(Span span, Identifier name, IReadOnlyList<(Value? Operand, Argument? Argument)> items, ParameterName? layer) => new CallValue(
        span,
        name,
        items.Select(item => item.Operand).OfType<Value>().ToEquatableArray(),
        items.Select(item => item.Argument).OfType<Argument>().ToEquatableArray(),
        layer);
}
