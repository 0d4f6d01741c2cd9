using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>Tells messages the line of the other place they speak of, and what stands at a place.</summary>
internal sealed class SourceLines(string text)
{
    private const int LongestQuote = 40;

    private readonly LineMap _map = new(text);

    public string Of(Identifier name) => Of(name.Span);

    public string Of(Span span) => Rules.Text(_map.PositionOf(span.Start).Line + 1);

    /// <summary>The text of a short stretch, the beginning of a longer one.</summary>
    public string Quote(Span span) => span.Length <= LongestQuote ? text.Substring(span.Start, span.Length) : text.Substring(span.Start, LongestQuote) + "...";
}
