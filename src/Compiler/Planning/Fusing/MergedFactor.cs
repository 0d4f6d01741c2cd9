using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>One of the Kronecker-sparse factors that are multiplied out when weights are packed: a pattern with its tensor.</summary>
/// <param name="Weight">Index of its tensor.</param>
/// <param name="Pattern">Its pattern.</param>
internal sealed record MergedFactor(int Weight, KsPattern Pattern);
