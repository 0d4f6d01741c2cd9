using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Drawings;

/// <summary>A layer and what is applied to its result alone, as one box.</summary>
/// <param name="Name">The spec's name of it.</param>
/// <param name="Lines">What it computes, and in a second line what is applied to that.</param>
/// <param name="Shape">The shape of its result.</param>
/// <param name="Kind">What it is.</param>
public sealed record DrawnBox(string Name, EquatableArray<string> Lines, Shape Shape, BoxKind Kind);
