namespace NetSpec.Compiler.Planning.Paths;

/// <summary>A softmax or sigmoid that ends an output: the theory of paths speaks of the scores that enter it.</summary>
/// <param name="Name">Its node.</param>
/// <param name="Description">What it computes.</param>
/// <param name="KeepsDifferences">Whether the differences between its results are those between the scores, as a logarithm's are.</param>
internal sealed record PathHead(string Name, string Description, bool KeepsDifferences);
