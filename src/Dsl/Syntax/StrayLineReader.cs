using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>Says what is wrong with a line outside every net and block that declares nothing.</summary>
internal sealed class StrayLineReader(LineReader reader)
{
    private const string Expected = "expected 'net', 'block', 'neurons', 'tune', 'use' or 'namespace'";

    /// <param name="line">The line.</param>
    /// <param name="isAfterDeclaration">Whether a declaration above may have been closed too early.</param>
    public void Report(LogicalLine line, bool isAfterDeclaration)
    {
        if (line.Span.Length == 0)
        {
            reader.Report(ProblemCode.UnexpectedBrace, line.Brace, "this '{' has no header; " + Expected);
            return;
        }

        var at = reader.StartOf(line);
        if (InvalidCharacter.Find(at) is { } invalid)
        {
            reader.Report(ProblemCode.InvalidCharacter, invalid.Span, invalid.Message);
            return;
        }

        var token = FoundToken.At(at);
        if (line.Kind == LogicalLineKind.Open)
        {
            reader.Report(ProblemCode.UnexpectedText, token.Span, $"{Expected}, but found {token.Display}");
        }
        else
        {
            var advice = isAfterDeclaration ? "is the '}' above too early?" : Expected;
            reader.Report(ProblemCode.OutsideNet, token.Span, $"{token.Display} stands outside every net and block; {advice}");
        }
    }
}
