using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning;

/// <summary>A Kronecker-sparse factor among others that are multiplied out.</summary>
/// <param name="Weight">Index of its tensor.</param>
/// <param name="Pattern">Its pattern.</param>
internal sealed record SparseFactor(int Weight, KsPattern Pattern);
