using NetSpec.Dsl;

namespace NetSpec.Compiler.Theory;

/// <summary>
/// The rescaling groups of a net (thesis, Definition 2.4.1): channels that only scale together without changing what the net computes.
/// </summary>
/// <param name="GroupCount">The number of free groups; they are numbered in the order in which the net computes them.</param>
/// <param name="Nodes">For each node the group of each of its channels, as runs.</param>
/// <param name="Neurons">
/// For each node that is a block of neurons the group of each neuron of the block in order, as runs; empty for others.
/// </param>
internal sealed record Rescaling(
    int GroupCount,
    EquatableArray<EquatableArray<GroupRun>> Nodes,
    EquatableArray<EquatableArray<GroupRun>> Neurons);

/// <summary>
/// Consecutive channels: the first <paramref name="Repeat"/> are in the group <paramref name="First"/>, the next ones in
/// the group after it, and so on.
/// </summary>
/// <param name="Count">The number of channels.</param>
/// <param name="First">The group of the first; <see cref="Input"/>, <see cref="Output"/> or <see cref="Bias"/> if all are fixed.</param>
/// <param name="Repeat">How many channels in a row are in one group.</param>
internal sealed record GroupRun(int Count, int First, int Repeat)
{
    /// <summary>Stands for a group with an input of the net, which must not scale.</summary>
    public const int Input = -1;

    /// <summary>Stands for a group with an output of the net and no input, which must not scale.</summary>
    public const int Output = -2;

    /// <summary>Stands for a group with a frozen bias and neither input nor output of the net, which must not scale.</summary>
    public const int Bias = -3;
}
