using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Syntax;

/// <summary>What a text parses to.</summary>
/// <param name="Spec">Everything that could be read.</param>
/// <param name="Problems">What could not, in the order of the file.</param>
internal sealed record ParseResult(SpecSyntax Spec, EquatableArray<Problem> Problems);
