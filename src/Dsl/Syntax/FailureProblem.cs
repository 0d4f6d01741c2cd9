using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax.Grammar;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>Words the failure of a line: what would be right, what was found, and a guess at what was meant.</summary>
internal static class FailureProblem
{
    public static Problem Of(LineInput at, string message, IEnumerable<string> expectations, LogicalLine line)
    {
        if (message == Combinators.TooMany)
        {
            return new(ProblemCode.ExpressionTooLong, new(at.Position, 1), string.Format(
                CultureInfo.InvariantCulture, "an expression has at most {0} operators in a row", ExpressionGrammar.MaxOperators));
        }

        if (MeantShape.OfLine(at.Source, line.Span, at.Position) is { } shape)
        {
            return new(ProblemCode.InvalidShape, shape.Span, shape.Message);
        }

        var expected = "expected " + Join(expectations.Distinct().ToArray());
        if (at.AtEnd)
        {
            return line.Kind == LogicalLineKind.Open
                ? new(ProblemCode.UnexpectedText, line.Brace, expected + ", but found '{'")
                : new(ProblemCode.UnexpectedEnd, new(at.TokenEnd, 0), expected + ", but the line ends here");
        }

        if (InvalidCharacter.Find(at) is { } invalid)
        {
            return new(ProblemCode.InvalidCharacter, invalid.Span, invalid.Message);
        }

        var token = FoundToken.At(at);
        if ((expected.Contains(ValueGrammar.Expected) || token.Text == "=") && StageCalledAsValue.Around(at, line.Span) is { } stage)
        {
            return new(ProblemCode.MisplacedOp, stage.Span, StageCalledAsValue.Message(stage.Text, OpCatalog.TakesArguments(stage.Text)));
        }

        return Keywords.IsReserved(token.Text) && expected.Contains(Tokens.AName)
            ? new(ProblemCode.KeywordAsName, token.Span, $"'{token.Text}' is a keyword and cannot be a name; {expected}")
            : new(ProblemCode.UnexpectedText, token.Span, $"{expected}, but found {token.Display}{Hint(at, token, expected)}");
    }

    /// <summary>Looks for a misspelt keyword where the line stopped making sense and just before.</summary>
    private static string Hint(LineInput at, FoundToken token, string expected)
    {
        if (token.Text == "+" && expected.Contains("'->'"))
        {
            return "; '+' binds tighter than '->': put the chain before it in parentheses";
        }

        if (token.IsWord && IsMisspelt(token.Text, out var keyword))
        {
            return $"; did you mean '{keyword}'?";
        }

        var start = at.TokenEnd;
        while (start > 0 && Characters.IsWordPart(at.Source[start - 1]))
        {
            start--;
        }

        var before = at.Source.Substring(start, at.TokenEnd - start);
        return before.Length > 2 && IsMisspelt(before, out keyword) ? $"; is '{before}' meant to be '{keyword}'?" : "";
    }

    private static bool IsMisspelt(string word, out string? keyword)
    {
        keyword = word.Length < 2 || Keywords.OfStages.Contains(word) ? null : Suggest.Nearest(word, Keywords.OfStages);
        return keyword is not null;
    }

    private static string Join(string[] items) => items.Length < 2
        ? string.Concat(items).TrimEnd(',')
        : string.Join(", ", items.Take(items.Length - 1)).TrimEnd(',') + " or " + items[items.Length - 1].TrimEnd(',');
}
