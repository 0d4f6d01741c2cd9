using System.Collections.Generic;
using NetSpec.Dsl.Syntax.Grammar;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>Finds the files that a text uses without reading the rest of it.</summary>
internal static class UseLines
{
    /// <summary>What stands in quotes on the <c>use</c> lines above the first declaration.</summary>
    public static IEnumerable<string> In(string text)
    {
        if (text.IndexOf(Keywords.Use, System.StringComparison.Ordinal) < 0)
        {
            yield break;
        }

        var lines = LogicalLines.Split(text);
        var reader = new LineReader(lines, []);
        foreach (var line in lines.Lines)
        {
            if (line.Kind == LogicalLineKind.Open)
            {
                yield break;
            }

            if (reader.FirstWord(line) == Keywords.Use && reader.Read(line, UseGrammar.Line) is { } use)
            {
                yield return use.Path;
            }
        }
    }
}
