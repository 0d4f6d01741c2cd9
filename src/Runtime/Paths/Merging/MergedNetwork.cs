using System;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Merging;

/// <summary>The network with identity neurons merged, for given parameters: another graph that computes the same function.</summary>
internal static class MergedNetwork
{
    /// <summary>Merges until nothing is left to merge.</summary>
    public static (Architecture Architecture, double[] Theta) Of(Architecture architecture, double[] theta, Merges merges)
    {
        if ((merges & ~Merges.All) != 0)
            throw new ArgumentOutOfRangeException(nameof(merges), merges, "The merges are Affine, Chains, Sums and Neurons, or some of them.");

        var graph = new MergeGraph(architecture, theta);
        bool isChanged;
        do
        {
            isChanged = false;
            for (var position = 0; position < graph.Count; position++)
            {
                while (graph.IsAlive(position) && TryAny(graph, position, merges))
                {
                    isChanged = true;
                }
            }
        }
        while (isChanged);
        return graph.Build();
    }

    private static bool TryAny(MergeGraph graph, int position, Merges merges) =>
        (merges.HasFlag(Merges.Affine) && AffineMerge.Try(graph, position))
        || (merges.HasFlag(Merges.Chains) && ChainMerge.Try(graph, position))
        || (merges.HasFlag(Merges.Sums) && SumMerge.Try(graph, position))
        || (merges.HasFlag(Merges.Neurons) && NeuronMerge.Try(graph, position));
}
