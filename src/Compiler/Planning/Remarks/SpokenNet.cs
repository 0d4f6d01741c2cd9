using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Rewrites.Sequences;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning.Remarks;

/// <summary>
/// What comments and summaries say of the nodes of a rewritten net: where a sequence was put on a map, what the spec has there.
/// </summary>
internal sealed class SpokenNet
{
    private readonly Dictionary<string, Node> _nodes;

    /// <param name="source">The net before it was rewritten.</param>
    public SpokenNet(Net source)
    {
        _nodes = source.Nodes.Where(node => Touches(source, node)).ToDictionary(node => node.Name, StringComparer.Ordinal);

        // Where a vector is made of a sequence, the node before it does the work.
        foreach (var node in _nodes.Values.Where(node => node.Shape.IsVector && node.Inputs.Count == 1).ToList())
            _nodes[node.Name + SequenceScope.PooledSuffix] = node;
    }

    /// <summary>The node as the spec has it; the node itself where it has no other.</summary>
    public Node Of(Node node) => _nodes.TryGetValue(node.Name, out var spoken) ? spoken : node;

    private static bool Touches(Net net, Node node) => node.Shape.IsSequence || node.Inputs.Any(operand => net.Nodes[operand].Shape.IsSequence);
}
