using System;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>What a kernel can do besides its own work, on each result while it is at hand.</summary>
[Flags]
internal enum Fused
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A scale and a shift of each channel.</summary>
    Affine = 1,

    /// <summary>Another value added.</summary>
    Addition = 2,

    /// <summary>Negative results made zero.</summary>
    Relu = 4,

    /// <summary>A function of single numbers.</summary>
    Function = 8,

    /// <summary>All of it.</summary>
    All = Affine | Addition | Relu | Function,
}
