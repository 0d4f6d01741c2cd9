using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Text;
using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>Stages: calls with their arguments, repeats and groups.</summary>
internal static class StageGrammar
{
    private const string Expected = "a stage such as relu";

    private static readonly Parser<ArgumentValue> Tuple =
        (from open in Tokens.Symbol("(")
         from items in ExpressionGrammar.Expression.SeparatedBy(Tokens.Comma)
         from close in Tokens.Symbol(")", "',' or ')'")
         select items).Spanned((items, span) => (ArgumentValue)new TupleArgument(span, items.ToEquatableArray()));

    private static readonly Parser<ArgumentValue> ArgumentValue =
        Combinators.Provided(Lookahead.IsDecimal, Tokens.Decimal.Select(number => (ArgumentValue)number))
            .XOr(Combinators.Provided(Lookahead.IsExtent, ExpressionGrammar.Extent.Select(extent => (ArgumentValue)new ExtentArgument(extent.Span, extent))))
            .XOr(Combinators.Provided(Lookahead.IsTuple, Tuple))
            .XOr(ExpressionGrammar.Expression.Select(value => (ArgumentValue)new ExpressionArgument(value.Span, value)))
            .Named("an argument");

    /// <summary><c>pad=1</c>; only where <see cref="Lookahead.IsNamedArgument"/> saw it.</summary>
    public static readonly Parser<Argument> NamedArgument =
        (from name in Tokens.AnyWord
         from sign in Tokens.Symbol("=")
         from value in ArgumentValue
         select (name, value)).Spanned((argument, span) => new Argument(span, argument.name, argument.value));

    private static readonly Parser<Argument> Argument =
        Combinators.Provided(Lookahead.IsNamedArgument, NamedArgument)
            .XOr(ArgumentValue.Select(value => new Argument(value.Span, null, value)));

    private static readonly Parser<IReadOnlyList<Argument>> NoArguments = Tokens.Symbol(")").Select(_ => (IReadOnlyList<Argument>)[]);

    private static readonly Parser<IReadOnlyList<Argument>> SomeArguments =
        from arguments in Argument.SeparatedBy(Tokens.Comma)
        from close in Tokens.Symbol(")", "',' or ')'")
        select arguments;

    private static readonly Parser<IReadOnlyList<Argument>> Arguments =
        Tokens.Symbol("(").Then(_ => NoArguments.XOr(SomeArguments).Named("an argument or ')'"));

    /// <summary>A call without a name for its parameters: <c>ks(1, 768, 192, 2)</c>.</summary>
    public static readonly Parser<CallStage> Kernel =
        (from name in Tokens.Name(Expected)
         from arguments in Arguments
         select (name, arguments)).Spanned((call, span) => new CallStage(span, call.name, call.arguments.ToEquatableArray(), null));

    private static readonly Parser<Stage> Call =
        (from name in Tokens.Name(Expected)
         from arguments in Arguments.XOptional()
         from layer in LayerNameGrammar.Name.XOptional()
         select (name, arguments, layer)).Spanned((call, span) => (Stage)new CallStage(
             span, call.name, call.arguments.GetOrElse([]).ToEquatableArray(), call.layer.GetOrDefault()));

    private static readonly Parser<Stage> Group =
        (from open in Tokens.Symbol("(", Expected)
         from stages in Combinators.Later(() => Stage!).SeparatedBy(Tokens.Arrow)
         from close in Tokens.Symbol(")", "'->' or ')'")
         from layer in LayerNameGrammar.Name.XOptional()
         select (stages, layer)).Spanned((group, span) => (Stage)new GroupStage(
             span, group.stages.ToEquatableArray(), group.layer.GetOrDefault()));

    private static readonly Parser<(Identifier? Variable, Expression? From, Expression To)> Range =
        from variable in Tokens.Name(Tokens.AName + " for the counter")
        from keyword in Tokens.Keyword(Keywords.In, "'in'")
        from first in ExpressionGrammar.Expression
        from dots in Tokens.Symbol("..", "an operator or '..'")
        from last in ExpressionGrammar.Expression
        select (variable, first, last);

    private static readonly Parser<(Identifier? Variable, Expression? From, Expression To)> Count =
        ExpressionGrammar.Expression
            .Named("a count such as 3, or a counter such as 'i in 1..3',")
            .Select(count => ((Identifier?)null, (Expression?)null, count));

    private static readonly Parser<Stage> Repeat =
        (from keyword in Tokens.Keyword(Keywords.Repeat, Expected)
         from times in Combinators.Provided(Lookahead.IsCounter, Range).XOr(Combinators.Provided(at => !Lookahead.IsCounter(at), Count))
         from body in Combinators.Later(() => Stage!)
         select (times, body)).Spanned((repeat, span) => (Stage)new RepeatStage(
             span, repeat.times.Variable, repeat.times.From, repeat.times.To, repeat.body));

    /// <summary>What a value is fed through.</summary>
    public static readonly Parser<Stage> Stage = Repeat.XOr(Call).XOr(Group).Named(Expected);

    /// <summary>The same, which is not read again where the line is known to have it.</summary>
    public static readonly Parser<Stage> KnownStage = input =>
    {
        var start = (LineInput)input;
        if (start.Stages is null)
        {
            return Stage(input);
        }

        if (start.Stages.TryFind(start, out var known, out var behind))
        {
            return Result.Success(known, behind);
        }

        var result = Stage(input);
        if (result.WasSuccessful)
        {
            start.Stages.Add(start, result.Value, (LineInput)result.Remainder);
        }

        return result;
    };
}
