using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Tests.Syntax;

/// <summary>Texts that mark places: <c>x = «?»</c>. The marks are no part of the text.</summary>
internal static class MarkedText
{
    public static (string Text, IReadOnlyList<Span> Spans) Read(string marked)
    {
        var text = new StringBuilder();
        var open = new Stack<int>();
        var spans = new List<Span>();
        foreach (var c in marked)
        {
            switch (c)
            {
                case '«':
                    open.Push(text.Length);
                    break;
                case '»':
                    spans.Add(Span.FromBounds(open.Pop(), text.Length));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        return (text.ToString(), [.. spans.OrderBy(span => span.Start)]);
    }
}
