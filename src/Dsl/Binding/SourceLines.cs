using System.Text;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>Tells messages the line of the other place they speak of, and what stands at a place.</summary>
internal sealed class SourceLines(SourceMap? map)
{
    /// <summary>For messages that nobody reads, about places that are none of the file.</summary>
    public static readonly SourceLines None = new(null);

    private const int LongestQuote = 40;

    private readonly string? _text = map?.Text;
    private string? _code;

    /// <summary>The shape in another notation that a place has, null when it has none.</summary>
    public MeantShape? ShapeMeantAt(Span span) => _text is null ? null : MeantShape.Of(_text, span);

    /// <summary>What emitted files quote of a statement; null for one that is none of the file.</summary>
    public Quotation? QuoteInFull(Span statement) => _text is null ? null : new(_code ??= LogicalLines.BlankComments(_text), statement);

    public string Of(Identifier name) => Of(name.Span);

    public string Of(Span span) => map is null ? "?" : Rules.Text(map.Locate(span).Start.Line + 1);

    /// <summary>File and line of a place that a message of another file speaks of.</summary>
    public string InFile(Identifier name) =>
        map?.Locate(name.Span) is { } place ? $"line {Rules.Text(place.Start.Line + 1)} of {SpecPath.NameOf(place.Path)}" : "?";

    /// <summary>The text of a short stretch, the beginning of a longer one, without comments and with single spaces.</summary>
    public string Quote(Span span)
    {
        var quote = new StringBuilder(LongestQuote);
        if (_text is not { } text)
        {
            return "?";
        }

        for (var i = span.Start; i < span.End; i++)
        {
            if (text[i] == '/' && i + 1 < span.End && text[i + 1] == '/')
            {
                while (i + 1 < span.End && !Trivia.IsLineBreak(text[i + 1]))
                {
                    i++;
                }
            }
            else if (!Trivia.Is(text[i]))
            {
                quote.Append(text[i]);
            }
            else if (quote[quote.Length - 1] != ' ')
            {
                quote.Append(' ');
            }

            if (quote.Length > LongestQuote)
            {
                return quote.ToString(0, LongestQuote).TrimEnd(' ') + "...";
            }
        }

        return quote.ToString();
    }
}
