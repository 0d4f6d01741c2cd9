namespace NetSpec.Compiler.Planning.Steps;

/// <summary>Where the value of an antecedent is.</summary>
internal enum NeuronSource
{
    /// <summary>Among the inputs of the block.</summary>
    Input,

    /// <summary>A neuron of the same part.</summary>
    Neuron,

    /// <summary>A neuron of an earlier part, in its slot.</summary>
    Slot,
}
