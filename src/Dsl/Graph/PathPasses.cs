using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Dsl.Graph;

/// <summary>The passes that ask for the theory of a net's paths.</summary>
internal static class PathPasses
{
    private static readonly string[] Names = [PassWords.Lifting, PassWords.PathNorm, PassWords.PhiCost];

    /// <summary>Whether the net asks for any of them.</summary>
    public static bool AreAsked(Net net) => AreAsked(net.Passes);

    /// <summary>Whether any of them is among the passes of a net.</summary>
    public static bool AreAsked(EquatableArray<string> passes) => passes.Any(IsOne);

    /// <summary>Whether a pass is one of them.</summary>
    public static bool IsOne(string pass) => Names.Contains(pass);

    /// <summary>Whether a pass needs the path-norm pass in single precision.</summary>
    public static bool NeedNorms(string pass) => pass is PassWords.PathNorm or PassWords.PhiCost;

    /// <summary>Whether the analysis gets the forward pass that margins are computed by: of one input and one output, batch first.</summary>
    public static bool HaveForward(Net net) =>
        net.Passes.Contains(PassWords.Forward) && net.Layout == BatchLayout.BatchFirst && net.Inputs.Count == 1 && net.Outputs.Count == 1;
}
