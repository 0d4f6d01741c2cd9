using System.Runtime.Intrinsics;

namespace NetSpec.Runtime.Paths.Gates;

/// <summary>Which neurons and edges of a layer are active (Definition 2.3.3), for each sample of a <see cref="SampleGroup"/>.</summary>
/// <param name="Open">Of each neuron, a mask of the samples that activate it; null where every neuron always is.</param>
/// <param name="Winners">Of each k-max-pool neuron, the position of its one active edge; -1 for other neurons, null without any.</param>
internal sealed record LayerGates(Vector512<double>[]? Open, Vector512<long>[]? Winners)
{
    /// <summary>The gates of a layer of identity neurons.</summary>
    public static LayerGates None { get; } = new(null, null);
}
