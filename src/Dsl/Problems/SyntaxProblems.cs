using System.Collections.Generic;

namespace NetSpec.Dsl.Problems;

/// <summary>NSPEC1xxx: a line that cannot be read.</summary>
internal static class SyntaxProblems
{
    public static readonly IReadOnlyList<ProblemEntry> Entries = [];
}
