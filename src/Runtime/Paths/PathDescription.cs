using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths;

/// <summary>What the compiler knows of a network's paths: emitted with its class, once for all its instances.</summary>
public sealed class PathDescription
{
    /// <param name="architecture">The network.</param>
    public PathDescription(Architecture architecture) => Architecture = architecture;

    /// <summary>The network.</summary>
    public Architecture Architecture { get; }
}
