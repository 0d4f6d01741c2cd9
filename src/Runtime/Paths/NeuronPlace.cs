namespace NetSpec.Runtime.Paths;

/// <summary>A neuron of a network.</summary>
/// <param name="Layer">The position of its layer in <see cref="Graphs.Architecture.Layers"/>.</param>
/// <param name="Index">Its index in the layer.</param>
public readonly record struct NeuronPlace(int Layer, int Index);
