using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Rewrites;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Theory;

/// <summary>What Theorem 4.4.1 needs to know of a net's k-max-pool neurons. Those that no output needs do not count.</summary>
/// <param name="Kinds">P: the number of distinct k.</param>
/// <param name="Kernel">K: the most antecedents that one of them has, padding not counted; 1 when there are none.</param>
/// <param name="Biases">The names of the tensors that are biases of k-max-pool neurons: the theorem needs them to be null.</param>
internal sealed record PoolFacts(int Kinds, int Kernel, EquatableArray<string> Biases)
{
    public static PoolFacts Of(Net net)
    {
        var live = DeadNodes.Run(TheoryNet.Of(net));
        var pools = live.Nodes.SelectMany(node => Pools(live, node)).ToList();
        return new(
            pools.Select(pool => pool.K).Distinct().Count(),
            pools.Select(pool => pool.Antecedents).Append(1).Max(),
            pools.Select(pool => pool.Bias).Where(bias => bias.Length > 0).Distinct().ToEquatableArray());
    }

    /// <summary>One entry a kind of k-max-pool neuron that a node has.</summary>
    private static IEnumerable<(int K, int Antecedents, string Bias)> Pools(Net net, Node node)
    {
        if (node.Op is Neurons block)
            return InBlock(net, node, block);
        if (PathModel.NeuronsOf(node) is not { Activation: Activation.KMaxPool } kind)
            return [];

        var from = net.Nodes[node.Inputs[0]].Shape;
        var axes = (Wiring.Axes)node.Op.Wire([from]);
        var antecedents = Most(axes.Channels, node.Shape.Channels, from.Channels)
            * Most(axes.Rows, node.Shape.Height, from.Height)
            * Most(axes.Columns, node.Shape.Width, from.Width);
        return Enumerable.Range(kind.FirstK, kind.LastK - kind.FirstK + 1).Select(k => (k, antecedents, ""));
    }

    private static int Most(Axis axis, int size, int sources) => new AxisFan(axis, size, sources).MostSources;

    private static IEnumerable<(int K, int Antecedents, string Bias)> InBlock(Net net, Node node, Neurons block)
    {
        var live = new HashSet<int>(block.Outputs);
        for (var i = block.Items.Count - 1; i >= 0; i--)
        {
            if (live.Contains(i))
                live.UnionWith(block.Items[i].Antecedents.Select(edge => edge.Source - block.InputNames.Count));
        }

        var names = BiasNames(net, node, block);
        return live
            .Where(i => i >= 0 && block.Items[i].Activation == Activation.KMaxPool)
            .OrderBy(i => i)
            .Select(i => (block.Items[i].K, block.Items[i].Antecedents.Count, names[i]));
    }

    /// <summary>The tensors of a block are, neuron by neuron, its weight if it has free edges and its bias if it has one.</summary>
    private static string[] BiasNames(Net net, Node node, Neurons block)
    {
        var names = new string[block.Items.Count];
        var tensor = 0;
        for (var i = 0; i < names.Length; i++)
        {
            tensor += block.Items[i].Antecedents.Any(edge => edge.Constant is null) ? 1 : 0;
            names[i] = block.Items[i].HasBias ? net.Parameters[node.Parameters[tensor++]].Name : "";
        }

        return names;
    }
}
