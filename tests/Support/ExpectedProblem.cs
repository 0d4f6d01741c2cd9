using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Dsl.Problems;

namespace NetSpec.Tests.Support;

/// <summary>
/// A problem as a bad spec announces it on the faulty line: <c>// ! NSPEC2104 16..34 'hidden' is 1536 wide</c>. The columns
/// are those of the first and the last character; the text is a part of the message. Several stand one after another.
/// </summary>
public sealed partial record ExpectedProblem(int Line, string Id, int First, int Last, string Text)
{
    public const string Mark = "// ! ";

    public static IReadOnlyList<ExpectedProblem> Read(string text)
    {
        var expected = new List<ExpectedProblem>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var at = lines[i].IndexOf(Mark, StringComparison.Ordinal);
            if (at >= 0)
            {
                expected.AddRange(lines[i][(at + Mark.Length)..].Split(" ! ").Select(part => Read(i + 1, part)));
            }
        }

        return expected;
    }

    /// <summary>The text with the announcements that these problems ask for in place of those it has.</summary>
    public static string Announce(string text, IReadOnlyList<Problem> problems)
    {
        var actual = problems.Select(problem => Of(text, problem)).ToLookup(problem => problem.Line);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var at = lines[i].IndexOf(Mark, StringComparison.Ordinal);
            var code = at < 0 ? lines[i] : lines[i][..at].TrimEnd();
            var announced = string.Join(" ! ", actual[i + 1]);
            lines[i] = announced.Length == 0 ? code : code + " " + Mark + announced;
        }

        return string.Join('\n', lines);
    }

    /// <summary>A problem with its whole message, placed in a text with LF line ends.</summary>
    public static ExpectedProblem Of(string text, Problem problem)
    {
        var before = text[..problem.Span.Start];
        var column = problem.Span.Start - before.LastIndexOf('\n');
        return new(before.Count(c => c == '\n') + 1, ProblemCatalog.Find(problem.Code).Id, column, column + problem.Span.Length - 1, problem.Message);
    }

    public bool Matches(ExpectedProblem actual) =>
        (Line, Id, First, Last) == (actual.Line, actual.Id, actual.First, actual.Last) && actual.Text.Contains(Text, StringComparison.Ordinal);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} {First}..{Last} {Text}");

    private static ExpectedProblem Read(int line, string part)
    {
        var match = Format().Match(part);
        return match.Success
            ? new(line, match.Groups["id"].Value, Number(match, "first"), Number(match, "last"), match.Groups["text"].Value.Trim())
            : new(line, part.Trim(), 0, 0, "");
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<id>NSPEC\d{4}) (?<first>\d+)\.\.(?<last>\d+) (?<text>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Format();
}
