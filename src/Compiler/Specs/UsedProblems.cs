using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Text;

namespace NetSpec.Compiler.Specs;

/// <summary>The problems that specs find in files that they use.</summary>
internal static class UsedProblems
{
    /// <summary>Those that the files have not told of themselves, each once, however many specs use the file.</summary>
    /// <param name="own">What each file tells of itself.</param>
    /// <param name="used">What each finds in others.</param>
    public static EquatableArray<SpecProblem> Of(IEnumerable<EquatableArray<SpecProblem>> own, IEnumerable<EquatableArray<SpecProblem>> used)
    {
        var found = used.SelectMany(problems => problems).ToList();
        if (found.Count == 0)
        {
            return default;
        }

        var told = new HashSet<(string, ProblemCode, Span)>(own.SelectMany(problems => problems).Select(Key));
        return found.Where(problem => told.Add(Key(problem))).ToEquatableArray();
    }

    private static (string Path, ProblemCode Code, Span Span) Key(SpecProblem problem) => (problem.Path, problem.Code, problem.Span);
}
