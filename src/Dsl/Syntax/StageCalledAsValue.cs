using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Syntax.Grammar;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>The call around a place that cannot be read, where a stage is called as a function: <c>conv(x, 16, 3x3)</c>.</summary>
internal static class StageCalledAsValue
{
    /// <summary>The name of the stage that is called; null when the place is in no such call.</summary>
    public static Identifier? Around(LineInput at, Span line)
    {
        var depth = 0;
        for (var i = at.Position - 1; i >= line.Start; i--)
        {
            depth += at.Source[i] == ')' ? 1 : at.Source[i] == '(' ? -1 : 0;
            if (depth < 0)
            {
                return NameBefore(at.Source, i, line.Start) is { } name && (IsStageAlone(name.Text) || IsDeclared(at.Source, name.Text)) ? name : null;
            }
        }

        return null;
    }

    /// <summary>That a stage is no op of values, and how a value goes through it.</summary>
    /// <param name="name">The stage.</param>
    /// <param name="takesArguments">Whether it is written with arguments.</param>
    public static string Message(string name, bool takesArguments) =>
        $"'{name}' is a stage, not an op of values; feed a value through it: x -> {name}{(takesArguments ? "(...)" : "")}";

    private static bool IsStageAlone(string word) => OpCatalog.IsStage(word) && OpCatalog.FindJoin(word) is null;

    /// <summary>Whether a block or neurons of that name stand in the file, as far as its text tells.</summary>
    private static bool IsDeclared(string source, string name) => new[] { Keywords.Block, Keywords.Neurons }.Any(keyword =>
    {
        var declaration = $"{keyword} {name}";
        var at = source.IndexOf(declaration, System.StringComparison.Ordinal);
        return at >= 0 && (at + declaration.Length == source.Length || !Characters.IsWordPart(source[at + declaration.Length]));
    });

    /// <summary>The word that ends before an open parenthesis; null when none does, or when an arrow feeds it.</summary>
    private static Identifier? NameBefore(string source, int open, int start)
    {
        var end = open;
        while (end > start && Trivia.Is(source[end - 1]))
        {
            end--;
        }

        var first = end;
        while (first > start && Characters.IsWordPart(source[first - 1]))
        {
            first--;
        }

        var before = first;
        while (before > start && Trivia.Is(source[before - 1]))
        {
            before--;
        }

        return first == end || before == start || "=(,+".IndexOf(source[before - 1]) < 0
            ? null
            : new(Span.FromBounds(first, end), source.Substring(first, end - first));
    }
}
