using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl;

/// <summary>What a spec compiles to.</summary>
/// <param name="Nets">The nets without errors, in the order of the file.</param>
/// <param name="Shells">The nets with errors, in the order of the file.</param>
/// <param name="Problems">All problems, in the order of the file.</param>
public sealed record SpecResult(EquatableArray<Net> Nets, EquatableArray<NetShell> Shells, EquatableArray<Problem> Problems);
