namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>Which operands of an op may lie inside its result, or it in one, so that nothing is to be moved.</summary>
internal enum Hosting
{
    /// <summary>None but those that a step writes over.</summary>
    None,

    /// <summary>Each, its channels behind those of the ones before it.</summary>
    Parts,

    /// <summary>The one, where both are the same floats.</summary>
    Whole,

    /// <summary>None; the result is some channels of the one operand, and may lie where they do.</summary>
    Part,
}
