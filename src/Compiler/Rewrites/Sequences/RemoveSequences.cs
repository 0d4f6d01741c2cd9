using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.Sequences;

/// <summary>
/// Puts maps of one row in the place of sequences, so that no later stage knows any. A convolution along a length is one of a single row, a linear layer on
/// tokens one of 1 x 1 with the same weights. Nodes, parameters and ends keep their names; inputs and outputs have the caller's order.
/// </summary>
/// <remarks>
/// Which of the two dimensions are the map's channels is chosen node by node: ops ask for one, those that do not ask take the order that their operand has,
/// and where two orders meet a node exchanges channels and columns.
/// </remarks>
internal sealed class RemoveSequences
{
    private readonly Net _net;
    private readonly NetRewriter _rewriter;
    private readonly SequenceOrder?[] _wishes;
    private readonly SequenceOrder[] _orders;
    private readonly Dictionary<int, int> _turned = [];

    private RemoveSequences(Net net)
    {
        (_net, _rewriter) = (net, new(net));
        (_wishes, _orders) = (Wishes(net), new SequenceOrder[net.Nodes.Count]);
    }

    /// <summary>The net without sequences; the same net where there are none.</summary>
    public static Net Run(Net net) => net.Nodes.Any(node => node.Shape.IsSequence) ? new RemoveSequences(net).Rewrite() : net;

    private Net Rewrite()
    {
        foreach (var node in _net.Nodes)
        {
            if (Touches(_net, node))
                Write(node);
            else
                _rewriter.Keep(node);
        }

        var outputs = _net.Outputs.Select(output => In(SequenceOrder.ChannelsFirst, output.Node)).ToList();
        var net = _rewriter.Finish();
        return net with { Outputs = net.Outputs.Select((output, i) => output with { Node = outputs[i] }).ToEquatableArray() };
    }

    private void Write(Node node)
    {
        var form = SequenceForms.Of(node.Op);
        var order = node.Op is Input ? SequenceOrder.ChannelsFirst : OrderOf(node, form);
        _orders[node.Id] = node.Op is Transpose ? Other(order) : order;
        var operands = node.Inputs.Select(operand => In(order, operand)).ToEquatableArray();
        form.Write(new(_rewriter, node, operands, OnRow(node.Shape, _orders[node.Id])), node.Op);
    }

    /// <summary>The order that an op asks for, or else one that its operands have: all of them, or else what its readers ask for.</summary>
    private SequenceOrder OrderOf(Node node, SequenceForm form)
    {
        // A gate is one number a channel.
        if (form.Order is { } asked || node.Op is Mul && node.Inputs.Any(operand => _net.Nodes[operand].Shape != node.Shape))
            return form.Order ?? SequenceOrder.ChannelsFirst;

        var orders = node.Inputs.Select(operand => _orders[operand]).Distinct().ToList();
        return orders.Count == 1 ? orders[0] : _wishes[node.Id] ?? orders[0];
    }

    /// <summary>A value in an order, by its new id.</summary>
    private int In(SequenceOrder order, int value)
    {
        var node = _net.Nodes[value];
        var made = _rewriter.Of(node);
        if (!node.Shape.IsSequence || _orders[value] == order)
            return made;

        if (!_turned.TryGetValue(value, out var turned))
        {
            turned = _rewriter.Insert(node, ".turned", new Turn(), OnRow(node.Shape, order), EquatableArray.Of(made));
            _turned.Add(value, turned);
        }

        return turned;
    }

    private static SequenceOrder Other(SequenceOrder order) =>
        order == SequenceOrder.ChannelsFirst ? SequenceOrder.ChannelsLast : SequenceOrder.ChannelsFirst;

    private static Shape OnRow(Shape shape, SequenceOrder order) => !shape.IsSequence ? shape
        : order == SequenceOrder.ChannelsFirst ? Shape.Map(shape.Channels, 1, shape.Width)
        : Shape.Map(shape.Features, 1, shape.Channels);

    private static bool Touches(Net net, Node node) => node.Shape.IsSequence || node.Inputs.Any(operand => net.Nodes[operand].Shape.IsSequence);

    /// <summary>The order in which the first reader that asks for one wants each value, ops that do not ask passing on what theirs ask for.</summary>
    private static SequenceOrder?[] Wishes(Net net)
    {
        var wishes = new SequenceOrder?[net.Nodes.Count];
        foreach (var node in net.Nodes.Reverse().Where(node => Touches(net, node)))
        {
            var wish = SequenceForms.Of(node.Op).Order ?? (node.Op is Transpose && wishes[node.Id] is { } turned ? Other(turned) : wishes[node.Id]);
            foreach (var operand in node.Inputs)
            {
                wishes[operand] = wish ?? wishes[operand];
            }
        }

        return wishes;
    }
}
