using System.Collections.Immutable;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>A path of a <see cref="PlainNet"/>.</summary>
/// <param name="Product">The product of the weights along it, times the bias that it starts with.</param>
/// <param name="Input">The input that it starts at; -1 where it starts with a bias.</param>
/// <param name="Parameters">The elements of the store on it, in order; one that is passed twice stands there twice.</param>
/// <param name="Gates">The ReLU neurons on it, as values and indices.</param>
internal sealed record PlainPath(double Product, int Input, ImmutableList<int> Parameters, ImmutableList<(int Value, int Index)> Gates);
