using NetSpec.Dsl;

namespace NetSpec.Compiler.Nets;

/// <summary>How the costs of a linear op, and of what is folded into it, follow from sums.</summary>
/// <param name="Name">The node.</param>
/// <param name="Weight">The tensor of its weights, in the pass.</param>
/// <param name="Factors">The tensors of the per-channel factors behind it.</param>
/// <param name="Terms">Its parameters, in the order in which values meet them.</param>
internal sealed record LayerCostTerms(string Name, int Weight, EquatableArray<int> Factors, EquatableArray<CostTerm> Terms);

/// <summary>A tensor that gets costs.</summary>
internal abstract record CostTerm;

/// <summary>The weights, with a sum each.</summary>
internal sealed record WeightTerm(long Sums) : CostTerm;

/// <summary>Biases behind some of the factors, with a sum a channel.</summary>
internal sealed record ShiftTerm(int Tensor, long Sums, int Passed) : CostTerm;

/// <summary>The next factors: all that enters a channel passes through its factor, so the costs so far add up to theirs.</summary>
internal sealed record FactorTerm(int Tensor) : CostTerm;
