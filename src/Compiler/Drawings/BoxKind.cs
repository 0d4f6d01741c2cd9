namespace NetSpec.Compiler.Drawings;

/// <summary>What a box of a drawing is, which decides its colour.</summary>
public enum BoxKind
{
    /// <summary>An input or output of the net.</summary>
    Port,

    /// <summary>A layer with weights.</summary>
    Weights,

    /// <summary>Values are chosen or averaged: pools, sorting.</summary>
    Pool,

    /// <summary>Several values become one.</summary>
    Join,

    /// <summary>Each value by itself, or moved.</summary>
    Map,
}
