using System;
using System.Collections.Generic;

namespace NetSpec.Dsl.Text;

/// <summary>
/// A file split into logical lines: one statement a line, where a line that begins with <c>-></c> continues the one above,
/// <c>{</c> ends a line and <c>}</c> stands alone. Splitting cannot fail; what makes no sense is left to the parser.
/// </summary>
internal sealed class LogicalLines
{
    private LogicalLines(string code, IReadOnlyList<LogicalLine> lines)
    {
        Code = code;
        Lines = lines;
    }

    /// <summary>
    /// The file with its comments blanked out. It is as long as the file, so that an offset into one is an offset into the
    /// other, across comments and continued lines too.
    /// </summary>
    public string Code { get; }

    /// <summary>The logical lines in the order of the file.</summary>
    public IReadOnlyList<LogicalLine> Lines { get; }

    public static LogicalLines Split(string text)
    {
        var code = BlankComments(text);
        return SplitCode(code, new(0, code.Length));
    }

    /// <summary>The lines of a part of a text that has no comments. They have offsets into the whole.</summary>
    /// <param name="code">The text.</param>
    /// <param name="part">Whole lines of it.</param>
    public static LogicalLines SplitCode(string code, Span part) => new(code, LineSplitter.Split(code, part));

    /// <summary>The characters of a span without comments and with single spaces: what emitted files quote.</summary>
    public string Quote(Span span) => new Quotation(Code, span).Text;

    /// <summary>A file with its comments blanked out.</summary>
    internal static string BlankComments(string text)
    {
        char[]? code = null;
        if (text.Length > 0 && text[0] == '\uFEFF')
        {
            code = text.ToCharArray();
            code[0] = ' ';
        }

        for (var start = text.IndexOf("//", StringComparison.Ordinal); start >= 0;)
        {
            code ??= text.ToCharArray();
            var end = start;
            while (end < text.Length && !Trivia.IsLineBreak(text[end]))
            {
                code[end++] = ' ';
            }

            start = text.IndexOf("//", end, StringComparison.Ordinal);
        }

        return code is null ? text : new(code);
    }
}
