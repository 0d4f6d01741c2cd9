using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetSpec.Compiler;
using NetSpec.Dsl.Text;

namespace NetSpec.Generator.Shell;

/// <summary>Problems as Roslyn reports them. Made at the very end: a location keeps a compilation alive and never compares equal.</summary>
internal static class Diagnostics
{
    /// <summary>The diagnostic, with a link to its section where there is a page of them.</summary>
    public static Diagnostic ToDiagnostic(this SpecProblem problem, HelpPage? help = null)
    {
        var descriptor = Descriptors.Find(problem.Id);
        var location = Location.Create(problem.Path, new(problem.Span.Start, problem.Span.Length), new(Position(problem.Start), Position(problem.End)));
        return help?.LinkTo(problem.Id, descriptor.Title.ToString(CultureInfo.InvariantCulture)) is not { } link
            ? Diagnostic.Create(descriptor, location, problem.Message)
            : Diagnostic.Create(
                problem.Id,
                descriptor.Category,
                problem.Message,
                descriptor.DefaultSeverity,
                descriptor.DefaultSeverity,
                isEnabledByDefault: true,
                warningLevel: descriptor.DefaultSeverity == DiagnosticSeverity.Error ? 0 : 1,
                title: descriptor.Title,
                helpLink: link,
                location: location);
    }

    private static LinePosition Position(TextPosition position) => new(position.Line, position.Column);
}
