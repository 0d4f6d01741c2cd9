using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Graph;

/// <summary>
/// One step of a network: an op applied to earlier nodes. Nodes stand in topological order, and a node's
/// <see cref="Id"/> is its index in <see cref="Net.Nodes"/>.
/// </summary>
/// <param name="Id">Index in <see cref="Net.Nodes"/>.</param>
/// <param name="Name">Unique within the net, stable under edits elsewhere, readable: <c>layer1.0.conv1</c>, <c>s4.relu</c>.</param>
/// <param name="Op">What is computed.</param>
/// <param name="Inputs">Ids of the operands, in order; every one is smaller than <paramref name="Id"/>.</param>
/// <param name="Shape">The result's shape.</param>
/// <param name="Parameters">Indices into <see cref="Net.Parameters"/>, in the order of <see cref="Op.Parameters"/>.
/// Two nodes share an index when one reuses the other's parameters (<c>with</c>).</param>
/// <param name="Statement">The statement this node came from, and its stage there.</param>
public sealed record Node(
    int Id,
    string Name,
    Op Op,
    EquatableArray<int> Inputs,
    Shape Shape,
    EquatableArray<int> Parameters,
    StatementPlace Statement);
