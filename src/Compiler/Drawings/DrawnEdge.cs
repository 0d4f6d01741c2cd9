namespace NetSpec.Compiler.Drawings;

/// <summary>One box reads what another computes.</summary>
/// <param name="From">The one that is read.</param>
/// <param name="To">The one that reads; larger than <paramref name="From"/>.</param>
public readonly record struct DrawnEdge(int From, int To);
