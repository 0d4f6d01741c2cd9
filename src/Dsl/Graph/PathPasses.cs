using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Dsl.Graph;

/// <summary>The passes that ask for the theory of a net's paths.</summary>
internal static class PathPasses
{
    /// <summary>The pass that asks for the costs of parameters.</summary>
    public const string Costs = "phicost";

    private const string Norms = "pathnorm";

    private static readonly string[] Names = ["lifting", Norms, Costs];

    /// <summary>Whether the net asks for any of them.</summary>
    public static bool AreAsked(Net net) => AreAsked(net.Passes);

    /// <summary>Whether any of them is among the passes of a net.</summary>
    public static bool AreAsked(EquatableArray<string> passes) => passes.Any(IsOne);

    /// <summary>Whether a pass is one of them.</summary>
    public static bool IsOne(string pass) => Names.Contains(pass);

    /// <summary>Whether a pass needs the path-norm pass in single precision.</summary>
    public static bool NeedNorms(string pass) => pass is Norms or Costs;

    /// <summary>Whether the analysis gets the forward pass that margins are computed by: of one input and one output, batch first.</summary>
    public static bool HaveForward(Net net) =>
        net.Passes.Contains("forward") && net.Layout == BatchLayout.BatchFirst && net.Inputs.Count == 1 && net.Outputs.Count == 1;
}
