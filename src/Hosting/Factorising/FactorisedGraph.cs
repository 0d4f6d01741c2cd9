using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Hosting.Factorising;

/// <summary>A net, node by node anew, with Kronecker-sparse factors in the place of some linear layers.</summary>
internal sealed class FactorisedGraph
{
    private readonly Net _net;
    private readonly Dictionary<string, KroneckerFactorisation> _layers;
    private readonly GraphBuilder _builder;
    private readonly Dictionary<int, int> _nodes = [];

    // The new nodes whose parameters others share, by the first parameter of the old one.
    private readonly Dictionary<int, int[]> _owners = [];

    public FactorisedGraph(Net net, Dictionary<string, KroneckerFactorisation> layers)
    {
        (_net, _layers) = (net, layers);
        _builder = new GraphBuilder(net.Name).Emitting([.. net.Passes]);
        if (net.Namespace.Length > 0)
            _builder.In(net.Namespace);
        if (net.Layout == BatchLayout.BatchLast)
            _builder.BatchLast();
        foreach (var argument in net.Arguments)
        {
            _builder.Argument(argument.Name, argument.Value);
        }
    }

    public Net Build()
    {
        foreach (var node in _net.Nodes)
        {
            _nodes.Add(node.Id, node.Op is Input ? _builder.Input(node.Name, [.. node.Shape.Dims]) : Add(node));
        }

        foreach (var output in _net.Outputs)
        {
            _builder.Output(output.Name, _nodes[output.Node]);
        }

        return _builder.Build();
    }

    private int Add(Node node)
    {
        int[] operands = [.. node.Inputs.Select(input => _nodes[input])];
        if (node.Op is Linear linear && NetFactorisation.LayerOf(_net, node) is var layer && _layers.TryGetValue(layer, out var factors))
        {
            var ops = factors.Chain.Select(pattern => (Op)new Kronecker(new(pattern.A, pattern.B, pattern.C, pattern.D)));
            return Add(node, operands, [.. linear.HasBias ? ops.Append(new Bias()) : ops], _owners.ContainsKey(node.Parameters[0]) ? node.Name : layer);
        }

        return Add(node, operands, [node.Op], node.Name);
    }

    /// <summary>Adds ops one after another in the place of a node. The last has its name, unless it is a factor.</summary>
    private int Add(Node node, int[] operands, Op[] ops, string called)
    {
        var owners = node.Parameters.Count > 0 && _owners.TryGetValue(node.Parameters[0], out var first) ? first : null;
        var added = new int[ops.Length];
        for (var i = 0; i < ops.Length; i++)
        {
            var name = ops[i] is Kronecker && node.Op is Linear ? NetFactorisation.FactorName(called, i) : called;
            added[i] = owners is null ? _builder.Add(name, ops[i], operands) : _builder.AddWith(name, owners[i], ops[i], operands);
            operands = [added[i]];
        }

        if (owners is null && node.Parameters.Count > 0)
            _owners.Add(node.Parameters[0], added);
        return added[^1];
    }
}
