using System.Globalization;
using System.Linq;
using System.Text;

namespace NetSpec.Dsl.Problems;

/// <summary>What every message passes through, so that none has to think of what it quotes.</summary>
internal static class MessageText
{
    /// <summary>
    /// The text with escapes, as strings of C# have them, in the place of what would break the line or not be seen: tabs and line
    /// breaks, other control characters, marks that turn the direction of text, halves of characters.
    /// </summary>
    public static string Visible(string text)
    {
        if (!Enumerable.Range(0, text.Length).Any(i => IsHidden(text, i)))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            visible.Append(IsHidden(text, i) ? Escape(text[i]) : text[i].ToString());
        }

        return visible.ToString();
    }

    private static bool IsHidden(string text, int index) => char.IsSurrogate(text[index])
        ? !(char.IsSurrogatePair(text, char.IsLowSurrogate(text[index]) && index > 0 ? index - 1 : index))
        : char.GetUnicodeCategory(text[index]) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Escape(char c) => c switch
    {
        '\t' => "\\t",
        '\n' => "\\n",
        '\r' => "\\r",
        '\0' => "\\0",
        _ => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
    };
}
