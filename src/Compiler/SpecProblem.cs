using System.Globalization;
using NetSpec.Dsl;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Text;

namespace NetSpec.Compiler;

/// <summary>A problem and its place in a file.</summary>
/// <param name="Code">What kind of problem; decides id and severity.</param>
/// <param name="Message">One line.</param>
/// <param name="Path">The file.</param>
/// <param name="Span">The characters concerned.</param>
/// <param name="Start">Line and column of the first of them, from zero.</param>
/// <param name="End">Line and column behind the last of them, from zero.</param>
public sealed record SpecProblem(ProblemCode Code, string Message, string Path, Span Span, TextPosition Start, TextPosition End)
{
    /// <inheritdoc cref="Problem.Message"/>
    public string Message { get; init; } = MessageText.Visible(Message);

    /// <summary>The diagnostic's id: <c>NSPEC2104</c>.</summary>
    public string Id => ProblemCatalog.Find(Code).Id;

    /// <summary>Whether the nets concerned cannot be emitted.</summary>
    public bool IsError => ProblemCatalog.Find(Code).Severity == ProblemSeverity.Error;

    /// <summary>A problem of some characters of a spec or of a file that it uses.</summary>
    public static SpecProblem At(SourceMap map, ProblemCode code, Span span, string message)
    {
        var place = map.Locate(span);
        return new(code, message, place.Path, place.Span, place.Start, place.End);
    }

    /// <summary>A problem of a whole file, shown at its start.</summary>
    public static SpecProblem AtStart(string path, ProblemCode code, string message) => new(code, message, path, default, default, default);

    /// <summary>As compilers print it: <c>nets/digits.netspec(4,12): error NSPEC2104: …</c>.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0}({1},{2}): {3} {4}: {5}", Path, Start.Line + 1, Start.Column + 1, IsError ? "error" : "warning", Id, Message);
}
