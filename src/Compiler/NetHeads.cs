using NetSpec.Compiler.Rewrites;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler;

/// <summary>The heads of a net: softmaxes and sigmoids whose results are outputs and nothing else. The theory of paths speaks of what enters them.</summary>
public static class NetHeads
{
    /// <summary>The net whose outputs are what enters the heads, which are identities in it; nodes keep their numbers and names.</summary>
    /// <param name="net">The net.</param>
    /// <returns>The same net where there are no heads.</returns>
    public static Net Without(Net net) => RemoveHeads.Run(net);
}
