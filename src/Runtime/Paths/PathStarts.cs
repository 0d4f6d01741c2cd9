namespace NetSpec.Runtime.Paths;

/// <summary>Which paths are meant, by where they start: at an input neuron, or at another neuron, whose bias they carry.</summary>
public enum PathStarts
{
    /// <summary>All paths: Φ.</summary>
    All,

    /// <summary>Paths that start at inputs: Φ^I, biases read as zero.</summary>
    Inputs,

    /// <summary>Paths that start at biases: Φ^H, the inputs read as zero.</summary>
    Biases,
}
