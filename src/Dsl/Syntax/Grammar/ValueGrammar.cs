using System.Linq;
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

    private static readonly Parser<EquatableArray<Value>> Operands =
        from open in Tokens.Symbol("(")
        from operands in Combinators.Later(() => Value!).SeparatedBy(Tokens.Comma)
        from close in Tokens.Symbol(")", "',' or ')'")
        select operands.ToEquatableArray();

    private static readonly Parser<(EquatableArray<Value> Operands, ParameterName? As)> Joined =
        from operands in Operands
        from name in LayerNameGrammar.Name.XOptional()
        select (operands, name.GetOrDefault());

    private static readonly Parser<Value> Reference =
        (from name in Tokens.Name(Expected)
         from call in Joined.XOptional()
         select (name, call)).Spanned((value, span) => value.call.IsDefined
             ? (Value)new CallValue(span, value.name, value.call.Get().Operands, value.call.Get().As)
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
}
