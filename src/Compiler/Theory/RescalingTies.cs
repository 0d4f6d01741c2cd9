using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Theory;

/// <summary>
/// Which channels of a net scale together. A frozen edge ties the channel it leaves to the one it enters; free edges tie
/// nothing. The neurons of a channel share their weights, so that the channel is the unit, also of a map that is flattened.
/// </summary>
internal sealed class RescalingTies
{
    private readonly Net _net;
    private readonly int[] _first;
    private readonly int[] _firstNeuron;
    private readonly DisjointSets _sets;

    public RescalingTies(Net net)
    {
        _net = net;
        _first = new int[net.Nodes.Count];
        _firstNeuron = new int[net.Nodes.Count];
        var count = 0;
        foreach (var node in net.Nodes)
        {
            _firstNeuron[node.Id] = count;
            count = checked(count + (node.Op is Neurons neurons ? neurons.Items.Count : 0));
            _first[node.Id] = count;
            count = checked(count + node.Shape.Channels);
        }

        Count = count;
        _sets = new DisjointSets(count);
        foreach (var node in net.Nodes)
        {
            Tie(node);
        }

        TieShared();
    }

    /// <summary>The number of channels of all values, neurons of blocks included.</summary>
    public int Count { get; }

    /// <summary>The channel that stands for all that scale with a channel of a node.</summary>
    public int OfChannel(int node, int channel) => _sets.Find(_first[node] + channel);

    /// <summary>The channel that stands for all that scale with a neuron of a block.</summary>
    public int OfNeuron(int node, int neuron) => _sets.Find(_firstNeuron[node] + neuron);

    private void Tie(Node node)
    {
        switch (node.Op.Wire([.. node.Inputs.Select(id => _net.Nodes[id].Shape)]))
        {
            case Wiring.Source:
                break;
            case Wiring.Sum:
                foreach (var operand in node.Inputs)
                {
                    TieAll(node.Id, operand, node.Shape.Channels);
                }

                break;
            case Wiring.Parts:
                Concatenate(node);
                break;
            case Wiring.Flat:
                Spread(node);
                break;
            case Wiring.Turned:
                Turn(node);
                break;
            case Wiring.Block:
                Block(node, (Neurons)node.Op);
                break;
            case Wiring.Axes axes:
                if (!PathModel.NeuronsOf(node).HasWeights)
                    TieAlong(axes.Channels, node);
                break;
            default:
                throw new InvalidOperationException($"Nobody asks how '{node.Op.Keyword}' is wired.");
        }
    }

    /// <summary>Channel by channel with those that feed it: activations, pools, biases, copies.</summary>
    private void TieAlong(Axis channels, Node node)
    {
        var (operand, places) = (node.Inputs[0], node.Shape.Channels);
        var first = new Dictionary<int, int>();
        for (var channel = 0; channel < places; channel++)
        {
            var group = channels.GroupOf(channel, places);
            if (first.TryGetValue(group, out var alike))
            {
                Join(node.Id, channel, node.Id, alike);
                continue;
            }

            first.Add(group, channel);
            foreach (var source in channels.Sources(group, places, Channels(operand)))
            {
                Join(node.Id, channel, operand, source);
            }
        }
    }

    private void Concatenate(Node node)
    {
        var start = 0;
        foreach (var operand in node.Inputs)
        {
            for (var channel = 0; channel < Channels(operand); channel++)
            {
                Join(node.Id, start + channel, operand, channel);
            }

            start += Channels(operand);
        }
    }

    private void Spread(Node flatten)
    {
        var pixels = flatten.Shape.Channels / Channels(flatten.Inputs[0]);
        for (var feature = 0; feature < flatten.Shape.Channels; feature++)
        {
            Join(flatten.Id, feature, flatten.Inputs[0], feature / pixels);
        }
    }

    /// <summary>A channel goes into all of the result.</summary>
    private void Turn(Node node)
    {
        for (var channel = 0; channel < node.Shape.Channels; channel++)
        {
            Join(node.Id, channel, node.Inputs[0], 0);
        }

        for (var channel = 0; channel < Channels(node.Inputs[0]); channel++)
        {
            Join(node.Id, 0, node.Inputs[0], channel);
        }
    }

    private void Block(Node node, Neurons neurons)
    {
        for (var i = 0; i < neurons.Items.Count; i++)
        {
            foreach (var edge in neurons.Items[i].Antecedents)
            {
                // Nothing passes an edge of weight 0.
                if (edge.Constant is not (null or 0))
                    _sets.Join(_firstNeuron[node.Id] + i, Source(node, neurons, edge));
            }
        }

        for (var output = 0; output < neurons.Outputs.Count; output++)
        {
            _sets.Join(_first[node.Id] + output, _firstNeuron[node.Id] + neurons.Outputs[output]);
        }
    }

    /// <summary>
    /// A tensor that two layers use is multiplied by one factor. It is when their results scale together and their
    /// operands do, which is required here; a symmetry that changes both by different factors of one ratio is not sought.
    /// </summary>
    private void TieShared()
    {
        var users = new Dictionary<int, Node>();
        foreach (var node in _net.Nodes)
        {
            if (node.Parameters.Count == 0)
                continue;
            if (users.TryGetValue(node.Parameters[0], out var first))
                TieUsers(first, node);
            else
                users.Add(node.Parameters[0], node);
        }
    }

    private void TieUsers(Node one, Node other)
    {
        switch (one.Op, other.Op)
        {
            case (Conv2D { Groups: var g }, Conv2D { Groups: var h }) when g != h:
                TieAll(one.Id, other.Id, one.Shape.Channels);
                TieAcrossGroups(one.Inputs[0], other.Inputs[0], one.Shape.Channels, g, h);
                break;
            case (ConvTranspose2D { Groups: var g }, ConvTranspose2D { Groups: var h }) when g != h:
                TieAll(one.Inputs[0], other.Inputs[0], Channels(one.Inputs[0]));
                TieAcrossGroups(one.Id, other.Id, Channels(one.Inputs[0]), g, h);
                break;
            case (Slope, Slope):

                // What enters a slope scales with what leaves it, past it, so that it is multiplied by 1 wherever it is used.
                break;
            case (Neurons, Neurons):
                foreach (var ((target, source), (otherTarget, otherSource)) in FreeEdges(one).Zip(FreeEdges(other), (a, b) => (a, b)))
                {
                    _sets.Join(target, otherTarget);
                    _sets.Join(source, otherSource);
                }

                break;
            default:
                TieAll(one.Id, other.Id, one.Shape.Channels);
                TieAll(one.Inputs[0], other.Inputs[0], Channels(one.Inputs[0]));
                break;
        }
    }

    private void TieAll(int one, int other, int channels)
    {
        for (var channel = 0; channel < channels; channel++)
        {
            Join(one, channel, other, channel);
        }
    }

    /// <summary>
    /// Two convolutions of one tensor and different groups. The rows of the tensor are channels of one side, the same for
    /// both; its columns are channels of the other side, counted from the first of the row's group.
    /// </summary>
    private void TieAcrossGroups(int one, int other, int rows, int groups, int otherGroups)
    {
        var width = Channels(one) / groups;
        for (var row = 0; row < rows; row++)
        for (var column = 0; column < width; column++)
        {
            Join(one, (row / (rows / groups) * width) + column, other, (row / (rows / otherGroups) * width) + column);
        }
    }

    /// <summary>Target and source of each element of a block's tensors; a bias leaves the neuron it enters.</summary>
    private IEnumerable<(int Target, int Source)> FreeEdges(Node node)
    {
        var neurons = (Neurons)node.Op;
        for (var i = 0; i < neurons.Items.Count; i++)
        {
            var target = _firstNeuron[node.Id] + i;
            foreach (var edge in neurons.Items[i].Antecedents)
            {
                if (edge.Constant is null)
                    yield return (target, Source(node, neurons, edge));
            }

            if (neurons.Items[i].HasBias)
                yield return (target, target);
        }
    }

    private int Source(Node node, Neurons neurons, Edge edge) => edge.Source < neurons.InputNames.Count
        ? _first[node.Inputs[0]] + edge.Source
        : _firstNeuron[node.Id] + edge.Source - neurons.InputNames.Count;

    private int Channels(int node) => _net.Nodes[node].Shape.Channels;

    private void Join(int one, int channel, int other, int otherChannel) => _sets.Join(_first[one] + channel, _first[other] + otherChannel);
}
