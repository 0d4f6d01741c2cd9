using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Weights;

namespace NetSpec.EndToEnd.Tests.Paths.Symmetries;

/// <summary>
/// Rescaling groups by the definition, neuron by neuron: a frozen edge ties its ends, the pixels of a channel are tied, and
/// where an element of the store is on several edges their sources are tied and their targets are: but for slopes, as what enters one is tied to what leaves it,
/// past it, so that it is multiplied by 1 on each.
/// </summary>
internal sealed class NeuronTies
{
    private readonly int[] _parents;
    private readonly int[] _firsts;
    private readonly HashSet<int> _slopes;

    public NeuronTies(Architecture architecture, bool isShared)
    {
        _firsts = new int[architecture.Layers.Count + 1];
        _slopes = [.. architecture.Parameters.Where(parameter => parameter.Role == ParameterRole.Slope).SelectMany(parameter => Enumerable.Range(parameter.Offset, parameter.Size))];
        for (var i = 0; i < architecture.Layers.Count; i++)
        {
            _firsts[i + 1] = _firsts[i] + architecture.Layers[i].Size;
        }

        _parents = [.. Enumerable.Range(0, _firsts[^1])];
        var users = new Dictionary<int, (int Target, int Source)>();
        for (var i = 0; i < architecture.Layers.Count; i++)
        {
            var layer = architecture.Layers[i];
            var pixels = layer.Shape.Height * layer.Shape.Width;
            for (var neuron = 0; neuron < layer.Size; neuron++)
            {
                Join(_firsts[i] + neuron, _firsts[i] + (neuron / pixels * pixels));
                if (isShared && layer.BiasOf(neuron) is var bias && bias >= 0 && bias < architecture.Parameters.Size)
                    Use(users, bias, _firsts[i] + neuron, _firsts[i] + neuron);
            }

            // Without shared tensors the many edges of a convolution tie nothing.
            if (!isShared && layer is ConvLayer or ConvTransposeLayer or LinearLayer or KroneckerLayer)
                continue;
            var walk = new Walk(this, users, i, layer, isShared);
            layer.VisitEdges(ref walk);
        }

        var frozen = Enumerable.Range(0, architecture.Layers.Count).Where(i => architecture.Layers[i] is WeightedSumLayer { Bias: not 0 });
        foreach (var end in architecture.Inputs.Concat(architecture.Outputs).Concat(frozen))
        {
            FixedRoots.UnionWith(Enumerable.Range(0, architecture.Layers[end].Size).Select(neuron => Find(_firsts[end] + neuron)));
        }
    }

    /// <summary>The representatives of what is tied to an input, an output or a frozen bias.</summary>
    public HashSet<int> FixedRoots { get; } = [];

    /// <summary>The representative of a channel's neurons.</summary>
    public int Root(int layer, int neuron) => Find(_firsts[layer] + neuron);

    private void Use(Dictionary<int, (int Target, int Source)> users, int parameter, int target, int source)
    {
        if (_slopes.Contains(parameter) || users.TryAdd(parameter, (target, source)))
            return;
        Join(users[parameter].Target, target);
        Join(users[parameter].Source, source);
    }

    private int Find(int member)
    {
        while (_parents[member] != member)
        {
            member = _parents[member] = _parents[_parents[member]];
        }

        return member;
    }

    private void Join(int one, int other)
    {
        var (a, b) = (Find(one), Find(other));
        _parents[int.Max(a, b)] = int.Min(a, b);
    }

    private readonly struct Walk(NeuronTies ties, Dictionary<int, (int Target, int Source)> users, int index, Layer layer, bool isShared) : IEdgeVisitor
    {
        public void Edge(int target, int operand, int source, int parameter, double constant)
        {
            var (to, from) = (ties._firsts[index] + target, ties._firsts[layer.Inputs[operand]] + source);
            if ((parameter < 0 && constant != 0) || layer is BatchNormLayer { IsAffine: false })
                ties.Join(to, from);
            else if (parameter >= 0 && isShared)
                ties.Use(users, parameter, to, from);
        }
    }
}
