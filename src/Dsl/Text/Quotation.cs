using System.Text;

namespace NetSpec.Dsl.Text;

/// <summary>The characters of a span without comments and with single spaces, and where each of them stands: what emitted files quote.</summary>
internal sealed class Quotation
{
    private readonly Span _span;
    private readonly int[] _offsets;

    /// <param name="code">The file with its comments blanked out.</param>
    /// <param name="span">What is quoted.</param>
    public Quotation(string code, Span span)
    {
        _span = span;
        _offsets = new int[span.Length];
        var quote = new StringBuilder(span.Length);
        for (var i = 0; i < span.Length; i++)
        {
            var character = code[span.Start + i];
            if (!Trivia.Is(character))
            {
                quote.Append(character);
            }
            else if (quote.Length > 0 && quote[quote.Length - 1] != ' ')
            {
                quote.Append(' ');
            }

            _offsets[i] = System.Math.Max(0, quote.Length - 1);
        }

        Text = quote.ToString().TrimEnd(' ');
    }

    public string Text { get; }

    /// <summary>Whether a place is quoted.</summary>
    public bool Has(Span place) => place.Start >= _span.Start && place.Start < _span.End && place.End <= _span.End;

    /// <summary>Where the character stands in the text that stands at an offset of the file.</summary>
    public int PlaceOf(int offset) => _offsets[offset - _span.Start];
}
