namespace NetSpec.Dsl.Graph;

/// <summary>How a batch of vectors lies in the caller's arrays.</summary>
public enum BatchLayout
{
    /// <summary>batch x features: the features of one sample are contiguous.</summary>
    BatchFirst,

    /// <summary>features x batch: the samples of one feature are contiguous.</summary>
    BatchLast,
}

/// <summary>A named result of a network.</summary>
/// <param name="Name">The name in the spec, a C# identifier.</param>
/// <param name="Node">The node that computes it. Two outputs may name one node.</param>
public sealed record NetOutput(string Name, int Node);

/// <summary>
/// A checked network: what the binder makes of a <c>net</c> with its default arguments. Value-equal and free of spans,
/// so that a comment or a moved line leaves it unchanged.
/// </summary>
/// <param name="Namespace">The C# namespace, empty for the global one.</param>
/// <param name="Name">The C# class name.</param>
/// <param name="Arguments">The net's parameters with the values used: <c>classes=1000</c>.</param>
/// <param name="Nodes">The steps in topological order.</param>
/// <param name="Inputs">Ids of the input nodes, in the order of the spec; their <see cref="Node.Name"/> is the input's name.</param>
/// <param name="Outputs">The results, in the order of the spec.</param>
/// <param name="Parameters">The tensors, in order of first use: state-dict order.</param>
/// <param name="Statements">The spec's logical lines that made nodes, without comments and with single spaces.</param>
/// <param name="Layout">How batches lie in the caller's arrays.</param>
/// <param name="Passes">The passes chosen by <c>emit</c>, sorted and distinct.</param>
public sealed record Net(
    string Namespace,
    string Name,
    EquatableArray<NetArgument> Arguments,
    EquatableArray<Node> Nodes,
    EquatableArray<int> Inputs,
    EquatableArray<NetOutput> Outputs,
    EquatableArray<Parameter> Parameters,
    EquatableArray<string> Statements,
    BatchLayout Layout,
    EquatableArray<string> Passes)
{
    /// <summary>Namespace and name: unique in a compilation.</summary>
    public string FullName => Namespace.Length == 0 ? Name : Namespace + "." + Name;

    /// <summary>The number of elements in the parameter store, running statistics included.</summary>
    public long StoreSize => Parameters.Count == 0 ? 0 : Parameters[Parameters.Count - 1].Offset + Parameters[Parameters.Count - 1].Size;
}

/// <summary>A parameter of a net with the value it was bound to.</summary>
public sealed record NetArgument(string Name, long Value);
