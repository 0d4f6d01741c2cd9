namespace NetSpec.Ptx;

/// <summary>What the tile of a kernel asks of a thread.</summary>
/// <param name="Products">Instructions that make products with one tile in shared memory.</param>
/// <param name="Depth">Inputs of a dense block in it.</param>
/// <param name="Steps">Such tiles, one after the other.</param>
public sealed record SassTile(long Products, int Depth, int Steps);
