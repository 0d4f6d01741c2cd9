using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Dsl.Problems;

/// <summary>Every kind of problem, in the order of the ids.</summary>
public static class ProblemCatalog
{
    private static readonly Dictionary<ProblemCode, ProblemEntry> ByCode =
        SyntaxProblems.Entries
            .Concat(NameProblems.Entries)
            .Concat(ShapeProblems.Entries)
            .Concat(ArgumentProblems.Entries)
            .Concat(NeuronProblems.Entries)
            .Concat(LimitProblems.Entries)
            .Concat(CompilerProblems.Entries)
            .ToDictionary(entry => entry.Code);

    public static IReadOnlyList<ProblemEntry> Entries { get; } = ByCode.Values.OrderBy(entry => entry.Code).ToArray();

    public static ProblemEntry Find(ProblemCode code) => ByCode[code];
}
