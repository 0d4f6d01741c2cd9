using System.Linq;
using NetSpec.Dsl.Graph;

namespace NetSpec.Generator.Emit.Paths;

/// <summary>The passes that ask for the theory of a net's paths.</summary>
public static class PathPasses
{
    private static readonly string[] Names = ["lifting", "pathnorm", "phicost"];

    /// <summary>Whether the net asks for any of them.</summary>
    public static bool AreAsked(Net net) => net.Passes.Any(Names.Contains);
}
