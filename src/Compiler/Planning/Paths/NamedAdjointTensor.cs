using NetSpec.Compiler.Nets;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>A tensor of an adjoint net.</summary>
/// <param name="Name">Its name among the net's parameters.</param>
/// <param name="Tensor">Where it comes from.</param>
internal sealed record NamedAdjointTensor(string Name, AdjointTensor Tensor);
