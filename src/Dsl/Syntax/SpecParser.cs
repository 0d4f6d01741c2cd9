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
    public static ParseResult Parse(string text, CancellationToken ct = default) => Parse(LogicalLines.BlankComments(text), new(0, text.Length), ct);

    /// <summary>Parses one file of several that stand one after another. What it says has offsets into all of them.</summary>
    /// <param name="code">The files, with their comments blanked out.</param>
    /// <param name="file">The characters of the one.</param>
    /// <param name="ct">Tested once a line; only a cancelled token makes this method throw.</param>
    public static ParseResult Parse(string code, Span file, CancellationToken ct)
    {
        if (file.Length > SyntaxLimits.FileLength)
        {
            var message = string.Format(
                CultureInfo.InvariantCulture,
                "the file is {0} characters long; {1} are the limit",
                file.Length,
                SyntaxLimits.FileLength);
            return new(new(file, null, default, default), EquatableArray.Of(new Problem(ProblemCode.FileTooLong, new(file.Start, 0), message)));
        }

        var problems = new List<Problem>();
        var assembler = new Assembler(LogicalLines.SplitCode(code, file), problems);
        var spec = assembler.Assemble(file, ct);
        return new(spec, problems.OrderBy(problem => problem.Span.Start).ToEquatableArray());
    }
}
