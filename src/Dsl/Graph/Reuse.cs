namespace NetSpec.Dsl.Graph;

/// <summary>Two nodes that share weights and lie on one path.</summary>
/// <param name="First">The id of the node that comes first on the path.</param>
/// <param name="Second">The id of the other.</param>
internal sealed record Reuse(int First, int Second);
