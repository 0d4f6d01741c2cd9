namespace NetSpec.Compiler.Nets;

/// <summary>Where the sums go that the costs of one use of a tensor are made of: elements of an array outside the workspace.</summary>
/// <param name="Offset">The first element.</param>
/// <param name="Size">Elements.</param>
internal sealed record CostSlot(long Offset, long Size);
