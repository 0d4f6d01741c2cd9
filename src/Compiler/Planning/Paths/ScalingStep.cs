using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>A step of the walk over a path-norm net that derives its tensors.</summary>
/// <param name="Name">The node that it derives.</param>
internal abstract record ScalingStep(string Name);

/// <summary>A call of the walk: what it makes of a node.</summary>
/// <param name="Name">The node that it derives.</param>
/// <param name="Method">The method of the runtime's <c>PathScaling</c>.</param>
/// <param name="Arguments">Its arguments, in order.</param>
internal sealed record ScalingCall(string Name, string Method, EquatableArray<ScalingArgument> Arguments) : ScalingStep(Name);

/// <summary>A block of neurons, each of which is a call of its own.</summary>
/// <param name="Name">The node that it derives.</param>
/// <param name="Operand">What the block reads, a step by number.</param>
/// <param name="Neurons">The neurons.</param>
/// <param name="Outputs">Those of them that are the block's result.</param>
internal sealed record NeuronsScaling(string Name, int Operand, EquatableArray<DerivedNeuron> Neurons, EquatableArray<int> Outputs) : ScalingStep(Name);
