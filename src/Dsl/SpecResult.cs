using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Dsl;

/// <summary>What a spec compiles to.</summary>
/// <param name="Nets">The nets without errors, in the order of the file.</param>
/// <param name="Shells">The nets with errors, in the order of the file.</param>
/// <param name="Tunings">The <c>tune</c> lines without errors, in the order of the file; no two are of one kernel.</param>
/// <param name="Problems">All problems, in the order of the file.</param>
/// <param name="Places">Where all of these stand.</param>
public sealed record SpecResult(
    EquatableArray<Net> Nets,
    EquatableArray<NetShell> Shells,
    EquatableArray<KernelTuning> Tunings,
    EquatableArray<Problem> Problems,
    SpecPlaces Places);
