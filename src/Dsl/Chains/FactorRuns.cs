using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Chains;

/// <summary>
/// Finds the chains of a net: factors each of which reads the one before, with nothing between them but what leaves values
/// as they are (<c>id</c>, <c>dropout</c>, <c>flatten</c>), and whose results in between nobody else reads. A dense layer
/// could stand in place of each. They are as long as can be; a factor alone is a chain of one.
/// </summary>
internal static class FactorRuns
{
    /// <summary>The nodes of each chain in the order in which data flows; chains in the order of their last factor.</summary>
    public static IReadOnlyList<IReadOnlyList<Node>> Find(Net net)
    {
        var uses = new int[net.Nodes.Count];
        foreach (var input in net.Nodes.SelectMany(node => node.Inputs).Concat(net.Outputs.Select(output => output.Node)))
        {
            uses[input]++;
        }

        var runs = new Dictionary<int, List<Node>>();
        foreach (var node in net.Nodes.Where(node => node.Op is Kronecker))
        {
            var before = Before(net, uses, node);
            var run = before is { } factor ? runs[factor] : [];
            if (before is { } end)
            {
                runs.Remove(end);
            }

            run.Add(node);
            runs.Add(node.Id, run);
        }

        return [.. runs.OrderBy(run => run.Key).Select(run => run.Value)];
    }

    /// <summary>The chain of these nodes.</summary>
    public static FactorChain Chain(IReadOnlyList<Node> run) => new(run.Select(node => ((Kronecker)node.Op).Pattern).ToEquatableArray());

    /// <summary>The factor whose result reaches this one alone and as it is; null when there is none.</summary>
    private static int? Before(Net net, int[] uses, Node node)
    {
        var id = node.Inputs[0];
        while (uses[id] == 1 && net.Nodes[id].Op is Identity or Dropout or Flatten)
        {
            id = net.Nodes[id].Inputs[0];
        }

        return uses[id] == 1 && net.Nodes[id].Op is Kronecker ? id : null;
    }
}
