using System.Collections.Generic;
using NetSpec.Dsl.Syntax.Grammar;
using NetSpec.Dsl.Text;
using Sprache;

namespace NetSpec.Dsl.Syntax;

/// <summary>
/// Finds what a line that cannot be read was meant to say: the cheapest edits, where it stops making sense, that let all of it
/// be read. What comes of it names the members of the class that stands in for a net with errors, and is used for nothing
/// else; its spans count from the start of the line.
/// </summary>
internal static class LineRepair
{
    /// <summary>Longer lines are left alone: each candidate is read.</summary>
    private const int LongestLine = 500;

    /// <summary>Texts that are read for one line: enough for two edits, or for more where each has but few alternatives.</summary>
    private const int MostReadings = 64;

    private const int MostCost = 3 * LineEdits.WholeStage;

    /// <summary>The line as it was probably meant; null when nobody can tell.</summary>
    /// <param name="code">The file.</param>
    /// <param name="line">The line, which the parser does not accept.</param>
    /// <param name="parser">What reads such a line.</param>
    public static T? Find<T>(string code, Span line, Parser<T> parser)
        where T : class
    {
        if (line.Length > LongestLine || NestingScan.FindExcess(code, line) is not null)
        {
            return null;
        }

        // Best first: a list of edits for each cost, and costs are small. A text is made when its turn comes.
        var open = new List<(Candidate? Of, LineEdit Edit)>?[MostCost + 1];
        var seen = new HashSet<string>();
        open[0] = [(null, default)];
        var readings = 0;
        for (var cost = 0; cost <= MostCost; cost++)
        {
            for (var i = 0; open[cost] is { } edits && i < edits.Count; i++)
            {
                var (of, edit) = edits[i];
                var candidate = of is null
                    ? new Candidate(code.Substring(line.Start, line.Length), new())
                    : new(edit.Apply(of.Text), new(of.Stages, edit.Range.Start));
                if (!seen.Add(candidate.Text))
                {
                    continue;
                }

                if (++readings > MostReadings)
                {
                    return null;
                }

                var result = parser(new LineInput(candidate.Text, 0, candidate.Text.Length, candidate.Stages));
                if (result.WasSuccessful)
                {
                    return result.Value;
                }

                var failure = (LineInput)result.Remainder;
                if (of is not null && edit.IsRefusedAt(failure.Position))
                {
                    continue;
                }

                foreach (var next in LineEdits.At(failure))
                {
                    if (cost + next.Cost <= MostCost)
                    {
                        (open[cost + next.Cost] ??= []).Add((candidate, next));
                    }
                }
            }
        }

        return null;
    }

    /// <summary>A line that may have been meant.</summary>
    private sealed record Candidate(string Text, ReadStages Stages);
}
