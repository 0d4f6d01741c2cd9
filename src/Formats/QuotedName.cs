using System.Globalization;
using System.Text;

namespace NetSpec.Formats;

/// <summary>Text of a file as a message may show it.</summary>
internal static class QuotedName
{
    private const int Longest = 100;

    /// <summary>In single quotes, shortened when long, with control characters escaped: a file must not write to a terminal.</summary>
    public static string Name(string text) => $"'{Plain(text)}'";

    /// <inheritdoc cref="Name"/>
    public static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text)
        {
            if (plain.Length >= Longest)
                return plain.Append('…').ToString();

            if (char.IsControl(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format)
                plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                plain.Append(c);
        }

        return plain.ToString();
    }
}
