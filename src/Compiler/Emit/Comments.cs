using System.Collections.Generic;

namespace NetSpec.Compiler.Emit;

/// <summary>Lines of a spec as comments of limited width.</summary>
public static class Comments
{
    private const int Width = 110;
    private const string Arrow = " -> ";

    /// <summary>One line; what is too long ends in an ellipsis.</summary>
    public static string Shorten(string text) => CSharp.Comment(text.Length <= Width ? text : text.Substring(0, Width - 1) + "…");

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
