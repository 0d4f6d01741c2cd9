using System;
using System.Collections.Generic;
using NetSpec.Dsl.Text;
using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>
/// Parsers from parsers. As with Sprache's X forms, an item that fails after its first character fails the whole.
/// </summary>
internal static class Combinators
{
    /// <summary>The message of a failure that is no unexpected text but one item too many.</summary>
    public const string TooMany = "too many";

    private static readonly string[] Nothing = [];

    /// <summary>Gives the result the span of what was parsed, without the trivia behind it.</summary>
    public static Parser<TResult> Spanned<T, TResult>(this Parser<T> parser, Func<T, Span, TResult> build) => input =>
    {
        var result = parser(input);
        return result.WasSuccessful
            ? Result.Success(build(result.Value, SpanTo(input, result.Remainder)), result.Remainder)
            : Result.Failure<TResult>(result.Remainder, result.Message, result.Expectations);
    };

    /// <summary>
    /// As many items as there are. <c>XMany</c> of Sprache parses an item that fails a second time, and so on within it:
    /// 2^n times at n levels of nesting.
    /// </summary>
    public static Parser<IReadOnlyList<T>> Repeated<T>(this Parser<T> item) => item.RepeatedAfter([], int.MaxValue);

    /// <summary>As many items as there are, but too many are an error: they become a tree that is walked recursively.</summary>
    public static Parser<IReadOnlyList<T>> UpTo<T>(this Parser<T> item, int most) => item.RepeatedAfter([], most);

    /// <summary>One item or more with separators between them: <c>XDelimitedBy</c>, in linear time.</summary>
    public static Parser<IReadOnlyList<T>> SeparatedBy<T, TSeparator>(this Parser<T> item, Parser<TSeparator> separator)
    {
        var next = separator.Then(_ => item);
        return item.Then(first => next.RepeatedAfter([first], int.MaxValue));
    }

    /// <summary>A parser that is only known later, for grammars that refer to themselves.</summary>
    public static Parser<T> Later<T>(Func<Parser<T>> parser) => input => parser()(input);

    /// <summary>The parser, where the text ahead promises that it is the one to choose; else a failure that consumes nothing.</summary>
    public static Parser<T> Provided<T>(Func<LineInput, bool> promise, Parser<T> parser) => input =>
        promise((LineInput)input) ? parser(input) : Result.Failure<T>(input, "", Nothing);

    /// <summary>The parser up to the end of the line; what could stand there instead is named.</summary>
    public static Parser<T> ToEnd<T>(this Parser<T> parser, string expected) => parser.ToEnd(_ => expected);

    /// <summary>The parser up to the end of the line; what could stand there instead depends on what stands before.</summary>
    public static Parser<T> ToEnd<T>(this Parser<T> parser, Func<T, string> expected) => input =>
    {
        var result = parser(input);
        return !result.WasSuccessful || result.Remainder.AtEnd
            ? result
            : Result.Failure<T>(result.Remainder, "", [expected(result.Value)]);
    };

    private static Parser<IReadOnlyList<T>> RepeatedAfter<T>(this Parser<T> item, T[] first, int most) => input =>
    {
        var items = new List<T>(first);
        while (true)
        {
            var result = item(input);
            if (!result.WasSuccessful)
            {
                return result.Remainder.Equals(input)
                    ? Result.Success<IReadOnlyList<T>>(items, input)
                    : Result.Failure<IReadOnlyList<T>>(result.Remainder, result.Message, result.Expectations);
            }

            if (items.Count == most)
            {
                return Result.Failure<IReadOnlyList<T>>(input, TooMany, Nothing);
            }

            items.Add(result.Value);
            input = result.Remainder;
        }
    };

    private static Span SpanTo(IInput start, IInput end) => Span.FromBounds(start.Position, ((LineInput)end).TokenEnd);
}
