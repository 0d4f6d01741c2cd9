using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Theory;

/// <summary>What is known of the paths that end at a neuron, and how it follows from what is known of its antecedents.</summary>
/// <typeparam name="T">What is known.</typeparam>
internal interface IPathAlgebra<T>
{
    /// <summary>At an input neuron: the path that is this neuron alone.</summary>
    T Input { get; }

    /// <summary>Where no path ends.</summary>
    T None { get; }

    /// <summary>The paths of two neurons together.</summary>
    T Join(T left, T right);

    /// <summary>The same paths along a number of edges (at least 1).</summary>
    T Times(T value, int edges);

    /// <summary>The paths that end at a neuron: those of its antecedents, one neuron longer, and the one that starts at its bias.</summary>
    T Extend(T antecedents, NeuronKind neuron);
}
