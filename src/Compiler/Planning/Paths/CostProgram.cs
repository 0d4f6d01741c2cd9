using NetSpec.Compiler.Nets;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>The single-precision Φ-cost pass of a net, planned.</summary>
/// <param name="Plan">The plan of the path-norm net with its adjoint.</param>
/// <param name="Tensors">The tensors that the path-norm net does not have.</param>
/// <param name="Layers">How costs follow from sums.</param>
/// <param name="SumCount">The number of sums.</param>
internal sealed record CostProgram(Plan Plan, EquatableArray<NamedAdjointTensor> Tensors, EquatableArray<LayerCostTerms> Layers, long SumCount)
{
    /// <summary>What the plan is called.</summary>
    public const string Name = "PathCostProgram";
}
