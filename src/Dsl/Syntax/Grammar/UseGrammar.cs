using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>The line <c>use</c>.</summary>
internal static class UseGrammar
{
    /// <summary><c>use "blocks.netspec"</c></summary>
    public static readonly Parser<UseLine> Line =
        (from keyword in Tokens.AnyWord
         from path in Tokens.Quoted("a file in quotes, such as \"blocks.netspec\"")
         select path)
        .Spanned((path, span) => new UseLine(span, path.Text, path.Span))
        .ToEnd("the end of the line");
}
