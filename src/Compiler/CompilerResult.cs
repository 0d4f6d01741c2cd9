using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Compiler;

/// <summary>What specs compile to.</summary>
/// <param name="Files">
/// The C# files: of each net, then those that nets share. A net with errors has a stand-in, so that code that uses it fails once, in the spec.
/// </param>
/// <param name="Problems">All problems, by file and place.</param>
public sealed record CompilerResult(IReadOnlyList<OutputFile> Files, IReadOnlyList<SpecProblem> Problems)
{
    /// <summary>Whether nothing is wrong but what warnings say.</summary>
    public bool Succeeded => !Problems.Any(problem => problem.IsError);
}
