using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>What one run of the generator did.</summary>
internal sealed class GeneratorRun(GeneratorRunResult result, Compilation output)
{
    /// <summary>The compilation with the emitted files.</summary>
    public Compilation Output { get; } = output;

    public IReadOnlyList<Diagnostic> Problems { get; } = result.Diagnostics;

    /// <summary>Emitted text by file name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; } =
        result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    public System.Exception? Exception { get; } = result.Exception;

    /// <summary>Why each value of a step is what it is, in order: <c>Cached, Modified</c>; <c>-</c> when the step has none.</summary>
    public string Reasons(string step)
    {
        if (!result.TrackedSteps.TryGetValue(step, out var runs))
            return "-";
        var reasons = runs.SelectMany(run => run.Outputs).Select(value => value.Reason.ToString()).ToList();
        return reasons.Count == 0 ? "-" : string.Join(", ", reasons);
    }

    /// <summary>Reasons of the values that the two outputs consumed: <c>Cached</c> means nothing was printed or reported again.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputReasons() =>
        result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(value => value.Reason).ToList();
}
