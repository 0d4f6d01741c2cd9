using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>Tells messages the line of the other place they speak of.</summary>
internal sealed class SourceLines(string text)
{
    private readonly LineMap _map = new(text);

    public string Of(Identifier name) => Of(name.Span);

    public string Of(Span span) => Rules.Text(_map.PositionOf(span.Start).Line + 1);
}
