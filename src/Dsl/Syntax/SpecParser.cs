using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>Text to syntax.</summary>
internal static class SpecParser
{
    /// <summary>
    /// Parses a file. Any text gives a result: a line that cannot be read leaves a problem and is missing from the tree.
    /// </summary>
    /// <param name="text">The whole file.</param>
    /// <param name="ct">Tested once a line; only a cancelled token makes this method throw.</param>
    public static ParseResult Parse(string text, CancellationToken ct = default)
    {
        var whole = new Span(0, text.Length);
        if (text.Length > SyntaxLimits.FileLength)
        {
            var message = string.Format(
                CultureInfo.InvariantCulture,
                "the file is {0} characters long; {1} are the limit",
                text.Length,
                SyntaxLimits.FileLength);
            return new(new(whole, null, default, default), EquatableArray.Of(new Problem(ProblemCode.FileTooLong, new(0, 0), message)));
        }

        var problems = new List<Problem>();
        var assembler = new Assembler(LogicalLines.Split(text), problems);
        var spec = assembler.Assemble(whole, ct);
        return new(spec, problems.OrderBy(problem => problem.Span.Start).ToEquatableArray());
    }
}
