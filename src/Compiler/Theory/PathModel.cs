using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Rewrites;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Theory;

/// <summary>Which nets the theory of paths speaks of: those of identities, ReLUs and k-max-pools (Definition 2.2.2).</summary>
internal static class PathModel
{
    /// <summary>The first node that no such neurons make up, and why; null when the theory speaks of the whole net, heads aside.</summary>
    public static (Node Node, string Reason)? Obstacle(Net net)
    {
        var isHead = RemoveHeads.Heads(net);
        return net.Nodes.FirstOrDefault(node => node.Op.Model is null && !ModelActivations.IsWritten(node) && !isHead[node.Id]) is { } node
            ? (node, $"'{node.Name}' is {node.Op.Describe()}, which is {Lack(node.Op.Traits)}{Inside(net, node)}; the theory of paths speaks of networks of "
                + "linear layers, ReLUs, other piecewise linear activations and pools")
            : null;
    }

    /// <summary>Why an op that could be a head is none.</summary>
    private static string Inside(Net net, Node node) => node.Op.IsHead
        ? $", and no head, as '{net.Nodes.First(reader => reader.Inputs.Contains(node.Id)).Name}' reads it"
        : "";

    /// <summary>The neurons that a node is made of.</summary>
    /// <exception cref="InvalidOperationException">None are: an <see cref="Obstacle"/> that was not asked for.</exception>
    internal static NeuronKind NeuronsOf(Node node) =>
        node.Op.Model ?? throw new InvalidOperationException($"The theory of paths does not speak of '{node.Op.Keyword}'.");

    /// <summary>A neuron that a spec spells out.</summary>
    internal static NeuronKind KindOf(Neuron neuron) => new(neuron.Activation, neuron.HasBias, HasWeights: true, IsModule: true);

    private static string Lack(OpTraits traits)
    {
        var lacking = new List<string>();
        if (!traits.IsPositivelyHomogeneous)
            lacking.Add("not positively homogeneous");
        if (!traits.IsPiecewiseLinear)
            lacking.Add("not piecewise linear");
        return lacking.Count > 0 ? string.Join(" and ", lacking) : "made of no neurons that the theory knows";
    }
}
