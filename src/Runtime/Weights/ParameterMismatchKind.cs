namespace NetSpec.Runtime.Weights;

/// <summary>In what way a file and a network differ at one tensor.</summary>
public enum ParameterMismatchKind
{
    /// <summary>The network has the parameter, the file has not.</summary>
    Missing,

    /// <summary>The file has the tensor, the network has not.</summary>
    Extra,

    /// <summary>Both have it, with different shapes.</summary>
    Shape,

    /// <summary>Both have it, but its elements are not of a type that is read as floats.</summary>
    Type,

    /// <summary>Two tensors of the file are renamed to the same parameter.</summary>
    Duplicate,
}
