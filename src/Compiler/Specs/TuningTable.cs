using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Specs;

/// <summary>The <c>tune</c> lines of a compilation. The order of the files does not matter.</summary>
/// <param name="Tunings">All of them, by file.</param>
internal sealed record TuningTable(EquatableArray<SpecTuning> Tunings)
{
    public static TuningTable Of(IEnumerable<EquatableArray<SpecTuning>> tunings) =>
        new(tunings.SelectMany(some => some).OrderBy(one => one.Path, StringComparer.Ordinal).ToEquatableArray());

    /// <summary>What a kernel is given; null when it is given nothing, or nothing that a device can run.</summary>
    public KernelTuning? Find(FactorKernelKey key) => Tunings
        .Select(one => one.Tuning)
        .FirstOrDefault(tuning => KeyOf(tuning) == key && KernelPlanner.Problem(tuning) is null);

    /// <summary>What is wrong with the lines, given the kernels that nets have.</summary>
    public EquatableArray<TuningProblem> Problems(IEnumerable<EquatableArray<FactorKernelKey>> kernels)
    {
        var used = new HashSet<FactorKernelKey>(kernels.SelectMany(some => some));
        return Tunings.Select(one => Problem(one, used)).OfType<TuningProblem>().ToEquatableArray();
    }

    private TuningProblem? Problem(SpecTuning one, HashSet<FactorKernelKey> used)
    {
        var (path, tuning) = (one.Path, one.Tuning);
        var key = KeyOf(tuning);
        if (KernelPlanner.Problem(tuning) is { } problem)
            return new(path, tuning, ProblemCode.ImpossibleTile, $"no device runs this tile: {problem}", IsOfTile: true);
        if (Tunings.FirstOrDefault(other => other.Path != path && KeyOf(other.Tuning) == key) is { } other)
            return new(
                path,
                tuning,
                ProblemCode.TunedTwice,
                $"{tuning.Subject} is also tuned in {Path.GetFileName(other.Path)}; delete one of the lines",
                IsOfTile: false);
        if (!used.Contains(key))
            return new(path, tuning, ProblemCode.UnusedTuning, $"no net of this project has a kernel of {tuning.Subject}", IsOfTile: false);

        return null;
    }

    private static FactorKernelKey KeyOf(KernelTuning tuning) => new(tuning.Pattern, tuning.Precision, tuning.Layout);
}
