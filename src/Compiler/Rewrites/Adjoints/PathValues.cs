using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Rewrites.PathNorms;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.Adjoints;

/// <summary>
/// The values of a path-norm net as the walk that derives its tensors numbers them, and what the units of their gradients
/// depend on.
/// </summary>
internal sealed class PathValues
{
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly int[] _numbers;
    private readonly int[] _uses;
    private readonly HashSet<int> _flattened = [];

    public PathValues(PathNet path)
    {
        var net = path.Net;
        _numbers = new int[net.Nodes.Count];
        var count = 0;
        foreach (var node in net.Nodes)
        {
            _numbers[node.Id] = PathOps.IsAlias(net, node) ? _numbers[node.Inputs[0]] : count++;
            _byName[node.Name] = _numbers[node.Id];
            if (node.Op is Flatten or Turn && !PathOps.IsAlias(net, node))
                _flattened.Add(_numbers[node.Id]);
        }

        _uses = new int[count];
        CountUses(net);
    }

    /// <summary>The number of the value of a node of that name; null for nodes that other rewrites have put in.</summary>
    public int? NumberOf(string name) => _byName.TryGetValue(name, out var number) ? number : null;

    /// <summary>
    /// Whether the gradient at a value stands in the units in which its only reader passes it on. A vector that was a map
    /// has units a channel, not a feature, so that they are its map's as well; a map that was turned has one unit.
    /// </summary>
    public bool KeepsUnits(int value) => _uses[value] == 1 && !_flattened.Contains(value);

    private void CountUses(Net net)
    {
        var live = new bool[net.Nodes.Count];
        foreach (var output in net.Outputs)
        {
            live[output.Node] = true;
            _uses[_numbers[output.Node]]++;
        }

        foreach (var node in net.Nodes.Reverse().Where(node => live[node.Id]))
        {
            foreach (var operand in node.Inputs)
            {
                live[operand] = true;
                if (!PathOps.IsAlias(net, node))
                    _uses[_numbers[operand]]++;
            }
        }
    }
}
