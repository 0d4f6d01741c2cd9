using System.Collections.Generic;
using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Emit.Writing;

/// <summary>Lines of a spec as comments of limited width.</summary>
internal static class Comments
{
    private const int Width = 110;
    private const string Arrow = " -> ";

    /// <summary>One line; what is too long ends in an ellipsis.</summary>
    public static string Shorten(string text) => CSharp.Comment(Clip(text, Width));

    /// <summary>One line with the step's own stage; ellipses stand for what of a long statement is left out before and behind it.</summary>
    public static string Shorten(Quote quote)
    {
        var (text, start) = quote;
        var end = text.IndexOf(Arrow, start, System.StringComparison.Ordinal);
        if (text.Length <= Width || (end < 0 ? text.Length : end) < Width)
            return Shorten(text);

        var arrow = start < Arrow.Length ? -1 : text.LastIndexOf(Arrow, start - 1, System.StringComparison.Ordinal);
        return CSharp.Comment("…" + Clip(text.Substring(arrow < 0 ? start : arrow), Width - 1));
    }

    private static string Clip(string text, int width) => text.Length <= width ? text : text.Substring(0, width - 1) + "…";

    /// <summary>As many lines as needed, broken before arrows as in a spec.</summary>
    public static IEnumerable<string> Wrap(string statement)
    {
        var line = "";
        foreach (var piece in statement.Split([Arrow], System.StringSplitOptions.None))
        {
            if (line.Length == 0)
            {
                line = piece;
            }
            else if (line.Length + Arrow.Length + piece.Length <= Width)
            {
                line += Arrow + piece;
            }
            else
            {
                yield return CSharp.Comment(line);
                line = "   " + Arrow + piece;
            }
        }

        yield return CSharp.Comment(line);
    }
}
