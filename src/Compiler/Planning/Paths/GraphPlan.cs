using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>The graph of a net.</summary>
/// <param name="Layers">The layers in topological order.</param>
/// <param name="Inputs">The layers of the net's inputs.</param>
/// <param name="Outputs">The layers that hold the net's outputs.</param>
internal sealed record GraphPlan(EquatableArray<GraphLayer> Layers, EquatableArray<int> Inputs, EquatableArray<int> Outputs);
