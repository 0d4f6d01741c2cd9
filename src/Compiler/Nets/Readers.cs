using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Nets;

/// <summary>Who reads each value of a net.</summary>
internal sealed class Readers
{
    private readonly List<Node>[] _readers;
    private readonly bool[] _isOutput;

    public Readers(Net net)
    {
        _readers = [.. net.Nodes.Select(_ => new List<Node>())];
        _isOutput = new bool[net.Nodes.Count];
        foreach (var node in net.Nodes)
        {
            foreach (var operand in node.Inputs)
            {
                _readers[operand].Add(node);
            }
        }

        foreach (var output in net.Outputs)
        {
            _isOutput[output.Node] = true;
        }
    }

    /// <summary>The nodes that read a value; one that reads it twice is there twice.</summary>
    public IReadOnlyList<Node> this[int value] => _readers[value];

    public bool IsOutput(int value) => _isOutput[value];

    /// <summary>Whether one node reads a value, once, and nothing else does.</summary>
    public bool IsPrivate(int value) => _readers[value].Count == 1 && !_isOutput[value];
}
