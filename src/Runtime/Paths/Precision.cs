using System.Diagnostics.CodeAnalysis;

namespace NetSpec.Runtime.Paths;

/// <summary>The arithmetic of a pass.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The names of the formats of IEEE 754 are what is chosen here.")]
public enum Precision
{
    /// <summary>Doubles: relative errors of the order of 1e-15.</summary>
    Double,

    /// <summary>Floats, at the speed of a forward pass: relative errors of the order of 1e-6.</summary>
    Single,
}
