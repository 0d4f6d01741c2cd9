using System.Globalization;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding;

/// <summary>Tells messages the line of the other place they speak of.</summary>
internal sealed class SourceLines(string text)
{
    public string Of(Identifier name) => Of(name.Span);

    public string Of(Text.Span span)
    {
        var line = 1;
        for (var i = 0; i < span.Start && i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                line++;
            }
        }

        return line.ToString(CultureInfo.InvariantCulture);
    }
}
