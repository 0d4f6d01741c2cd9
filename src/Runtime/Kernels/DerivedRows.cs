using System;

namespace NetSpec.Runtime.Kernels;

/// <summary>Computes whole rows of a matrix.</summary>
/// <param name="first">The first row.</param>
/// <param name="rows">What they are written to, one behind the other.</param>
internal delegate void DerivedRows(int first, Span<float> rows);
