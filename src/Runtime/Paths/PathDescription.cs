using System.Collections.Generic;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths;

/// <summary>What the compiler knows of a network's paths: emitted with its class, once for all its instances.</summary>
public sealed class PathDescription
{
    /// <param name="architecture">The network.</param>
    public PathDescription(Architecture architecture) => Architecture = architecture;

    /// <summary>The network.</summary>
    public Architecture Architecture { get; }

    /// <summary>
    /// The tensors, by position in the layout, of which a path can use an element more than once, because layers that follow
    /// one another share them: their Φ-costs are upper estimates.
    /// </summary>
    public IReadOnlyList<int> ReusedParameters { get; init; } = [];
}
