using NetSpec.Dsl;

namespace NetSpec.Compiler.Nets;

/// <summary>Weights of an adjoint net that its path-norm net does not have. Numbers of tensors are those of the pass.</summary>
internal abstract record AdjointTensor;

/// <summary>A linear op's weights times the factors behind it, in the order of the op that takes gradients back.</summary>
/// <param name="Weight">The tensor of its weights.</param>
/// <param name="Factors">The tensors of the per-channel factors behind it.</param>
internal sealed record BackTensor(int Weight, EquatableArray<int> Factors) : AdjointTensor;

/// <summary>What brings a gradient from the units in which one reader of a value passes it on to those of the value's gradient.</summary>
/// <param name="Value">The value, as the walk that derives tensors numbers those of the path-norm net.</param>
/// <param name="Reader">Its reader; -1 for an output of the network.</param>
/// <param name="Operand">Which of the reader's operands it is.</param>
internal sealed record UnitTensor(int Value, int Reader, int Operand) : AdjointTensor;
