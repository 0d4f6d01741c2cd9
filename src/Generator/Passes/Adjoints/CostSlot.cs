namespace NetSpec.Generator.Passes.Adjoints;

/// <summary>Where the costs of one use of a tensor go: elements of the cost array, which starts as the parameter store does.</summary>
/// <param name="Tensor">The network's tensor.</param>
/// <param name="Offset">The first element.</param>
/// <param name="Size">Elements.</param>
public sealed record CostSlot(int Tensor, long Offset, long Size);
