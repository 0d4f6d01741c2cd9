using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetSpec.Dsl;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Specs;

/// <summary>A problem of a <c>tune</c> line that shows beside the other files only, or in a plan.</summary>
/// <param name="Path">The file.</param>
/// <param name="Tuning">What the line says; no other line of the file is of that kernel.</param>
/// <param name="Code">What kind of problem.</param>
/// <param name="Message">One line.</param>
/// <param name="IsOfTile">Whether the settings are concerned, else the kernel.</param>
internal sealed record TuningProblem(string Path, KernelTuning Tuning, ProblemCode Code, string Message, bool IsOfTile)
{
    /// <summary>Puts the problems of one file at their lines; it compiles the file again, as <see cref="TypeProblem"/> does.</summary>
    public static IEnumerable<SpecProblem> Locate(SpecUnit file, EquatableArray<TuningProblem> problems, CancellationToken cancellationToken)
    {
        var mine = problems.Where(problem => problem.Path == file.Path).ToList();
        if (mine.Count == 0)
        {
            return [];
        }

        var spec = SpecCompiler.Compile(file.Sources, cancellationToken);
        var map = new SourceMap(file.Sources);
        return mine.Select(problem => problem.Place(spec, map));
    }

    private SpecProblem Place(SpecResult spec, SourceMap map)
    {
        for (var i = 0; i < spec.Tunings.Count; i++)
        {
            if (spec.Tunings[i] == Tuning)
            {
                var place = spec.Places.Tunings[i];
                return SpecProblem.At(map, Code, IsOfTile ? place.Tile : place.Subject, Message);
            }
        }

        return SpecProblem.AtStart(Path, Code, Message);
    }
}
