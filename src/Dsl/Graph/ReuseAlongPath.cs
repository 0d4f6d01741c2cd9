using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Dsl.Graph;

/// <summary>
/// Finds weights that one path can take more than once: two nodes share them, and the second computes with a result of the
/// first. The product along such a path has a power of the weight, and the Φ-cost of the weight, a derivative, counts the
/// path once for each use. Biases are no concern: a path takes one, at its start.
/// </summary>
internal static class ReuseAlongPath
{
    /// <summary>Each node that uses weights again, with the nearest earlier one on a path to it, in the order of the net.</summary>
    public static IReadOnlyList<Reuse> Find(Net net)
    {
        var shared = net.Nodes
            .Where(node => Weights(net, node).Any())
            .GroupBy(node => Weights(net, node).First())
            .Where(users => users.Skip(1).Any());
        return shared.SelectMany(users => Among(net, users)).OrderBy(reuse => reuse.Second).ToList();
    }

    /// <summary>The tensors, as indices into <see cref="Net.Parameters"/>, of which a path can use an element more than once.</summary>
    public static IReadOnlyList<int> Parameters(Net net) =>
        Find(net).SelectMany(reuse => Weights(net, net.Nodes[reuse.Second])).Distinct().OrderBy(index => index).ToList();

    private static IEnumerable<int> Weights(Net net, Node node) =>
        node.Parameters.Where(index => net.Parameters[index].Role is ParameterRole.Weight or ParameterRole.Gamma or ParameterRole.Slope);

    private static IEnumerable<Reuse> Among(Net net, IEnumerable<Node> users)
    {
        var ids = new HashSet<int>(users.Select(user => user.Id));

        // The last user on the way to each node, itself included; -1 without one.
        var last = new int[net.Nodes.Count];
        foreach (var node in net.Nodes)
        {
            var before = node.Inputs.Select(input => last[input]).DefaultIfEmpty(-1).Max();
            last[node.Id] = ids.Contains(node.Id) ? node.Id : before;
            if (before >= 0 && ids.Contains(node.Id))
            {
                yield return new(before, node.Id);
            }
        }
    }
}
