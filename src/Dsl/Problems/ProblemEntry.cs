using System.Globalization;

namespace NetSpec.Dsl.Problems;

/// <summary>What the catalogue says about a kind of problem.</summary>
/// <param name="Code">The kind.</param>
/// <param name="Severity">Whether it stops the net from being emitted.</param>
/// <param name="Title">A few words that name it.</param>
/// <param name="Fix">What a person does about it.</param>
public sealed record ProblemEntry(ProblemCode Code, ProblemSeverity Severity, string Title, string Fix)
{
    /// <summary>The diagnostic's id: <c>NSPEC2104</c>.</summary>
    public string Id => "NSPEC" + ((int)Code).ToString("D4", CultureInfo.InvariantCulture);
}
