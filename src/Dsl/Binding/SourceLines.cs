using System.Text;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>Tells messages the line of the other place they speak of, and what stands at a place.</summary>
internal sealed class SourceLines(string? text)
{
    /// <summary>For messages that nobody reads, about places that are none of the file.</summary>
    public static readonly SourceLines None = new(null);

    private const int LongestQuote = 40;

    private readonly LineMap _map = new(text ?? "");
    private string? _code;

    /// <summary>The shape in another notation that a place has, null when it has none.</summary>
    public MeantShape? ShapeMeantAt(Span span) => text is null ? null : MeantShape.Of(text, span);

    /// <summary>What emitted files quote of a statement; null for one that is none of the file.</summary>
    public Quotation? QuoteInFull(Span statement) => text is null ? null : new(_code ??= LogicalLines.BlankComments(text), statement);

    public string Of(Identifier name) => Of(name.Span);

    public string Of(Span span) => text is null ? "?" : Rules.Text(_map.PositionOf(span.Start).Line + 1);

    /// <summary>The text of a short stretch, the beginning of a longer one, without comments and with single spaces.</summary>
    public string Quote(Span span)
    {
        var quote = new StringBuilder(LongestQuote);
        if (text is null)
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
