using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>A change to a line: a range of it that is replaced, and what this costs.</summary>
internal readonly record struct LineEdit(Span Range, string With, int Cost)
{
    /// <summary>Whether a parser that stops at a place has read none of what was put in.</summary>
    public bool IsRefusedAt(int place) => With.Length > 0 && place <= Range.Start;

    public string Apply(string text) => text.Remove(Range.Start, Range.Length).Insert(Range.Start, With);
}
