using System;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning;

/// <summary>A net with an op that no kernel computes.</summary>
internal sealed class OpWithoutKernelException(Node node) : Exception($"'{node.Name}' is {node.Op.Describe()}, which has no kernel for the CPU")
{
    /// <summary>The name of the node.</summary>
    public string Node { get; } = node.Name;
}
