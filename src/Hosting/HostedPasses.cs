using System;

namespace NetSpec.Hosting;

/// <summary>What a hosted net can do.</summary>
[Flags]
public enum HostedPasses
{
    /// <summary>Nothing: parameters and constants alone.</summary>
    None = 0,

    /// <summary>The forward pass.</summary>
    Forward = 1,

    /// <summary>The theory of paths in double precision.</summary>
    Paths = 2,

    /// <summary>The compiled pass of path norms too, in single precision.</summary>
    SinglePathNorms = 4 | Paths,

    /// <summary>The compiled passes of path norms and Φ-costs too.</summary>
    SingleCosts = 8 | SinglePathNorms,
}
