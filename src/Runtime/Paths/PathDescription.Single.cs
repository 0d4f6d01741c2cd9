using System;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathDescription
{
    /// <summary>Makes the single-precision path-norm pass over all positions; null when it was not emitted.</summary>
    public Func<SimdLevel, PathNormPass>? PlainPass { get; init; }

    /// <summary>Makes the same pass on distinct rows and columns; null when they all differ.</summary>
    public Func<SimdLevel, PathNormPass>? CompressedPass { get; init; }
}
