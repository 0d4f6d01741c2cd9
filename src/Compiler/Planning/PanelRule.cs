using System.Linq;
using NetSpec.Compiler.Planning.Lowerings;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning;

/// <summary>
/// Which nets also run in panels: a few dozen samples at a time through the whole net, every value as [feature][sample].
/// It pays where features are read far apart: by a Kronecker-sparse factor, or by any layer where the caller has the samples of each feature together.
/// </summary>
internal static class PanelRule
{
    /// <summary>Inputs, and outputs, that the runtime's panels have at most.</summary>
    public const int MaxPorts = KernelContract.MostPanelPorts;

    /// <summary>Samples of a panel.</summary>
    public const int Samples = KernelContract.PanelSamples;

    /// <summary>Whether a net that went through <see cref="Rewrites.Normalise"/> has panels.</summary>
    public static bool Holds(Net net) =>
        net.Inputs.Count is > 0 and <= MaxPorts
        && net.Outputs.Count is > 0 and <= MaxPorts
        && net.Inputs.All(input => net.Nodes[input].Op is not Input { IsInteger: true })
        && net.Nodes.Any(node => node.Op is Kronecker || (node.Op is Linear && net.Layout == BatchLayout.BatchLast))
        && net.Nodes.All(node => node.Shape is { Height: 1, Width: 1 } && OpLowerings.Of(node).InPanels);
}
