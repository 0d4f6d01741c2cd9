using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Text;

namespace NetSpec.Generator.Shell;

/// <summary>A problem and its place, as values: a <see cref="Location"/> would keep a compilation alive and never compare equal.</summary>
/// <param name="Id">The descriptor's id.</param>
/// <param name="Message">One line.</param>
/// <param name="Path">The file.</param>
/// <param name="Span">The characters concerned.</param>
/// <param name="Lines">The same as lines and columns.</param>
public sealed record SpecProblem(string Id, string Message, string Path, TextSpan Span, LinePositionSpan Lines)
{
    /// <inheritdoc cref="Problem.Message"/>
    public string Message { get; init; } = MessageText.Visible(Message);

    public static SpecProblem At(string path, SourceText text, string id, Span span, string message)
    {
        var place = new TextSpan(span.Start, span.Length);
        return new(id, message, path, place, text.Lines.GetLinePositionSpan(place));
    }

    /// <summary>A problem of a whole file, shown at its start.</summary>
    public static SpecProblem AtStart(string path, string id, string message) => new(id, message, path, default, default);

    public static string IdOf(ProblemCode code) => "NSPEC" + ((int)code).ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>The diagnostic, with a link to its section where there is a page of them.</summary>
    public Diagnostic ToDiagnostic(HelpPage? help = null)
    {
        var descriptor = Descriptors.Find(Id);
        var location = Location.Create(Path, Span, Lines);
        return help?.LinkTo(Id, descriptor.Title.ToString(CultureInfo.InvariantCulture)) is not { } link
            ? Diagnostic.Create(descriptor, location, Message)
            : Diagnostic.Create(
                Id,
                descriptor.Category,
                Message,
                descriptor.DefaultSeverity,
                descriptor.DefaultSeverity,
                isEnabledByDefault: true,
                warningLevel: descriptor.DefaultSeverity == DiagnosticSeverity.Error ? 0 : 1,
                title: descriptor.Title,
                helpLink: link,
                location: location);
    }
}
