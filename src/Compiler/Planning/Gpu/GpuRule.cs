using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Which nets run on a device from end to end: those of vectors, made of factors and what can be fused with them.</summary>
internal static class GpuRule
{
    /// <summary>The first value of two dimensions of a checked net, which no device kernel takes; null when there is none.</summary>
    public static GpuProblem? ProblemOfSequences(Net net) => net.Nodes.FirstOrDefault(node => node.Shape.IsSequence) is { } node
        ? new(node.Name, $"'{node.Name}' is {node.Shape}, of two dimensions; device kernels take vectors ({DeviceLowerings.Words})")
        : null;

    /// <summary>What of a net that went through <see cref="Rewrites.Normalise"/> does not run on a device; null when all does.</summary>
    public static GpuProblem? Problem(Net net)
    {
        foreach (var node in net.Nodes)
        {
            if (DeviceLowerings.Find(node.Op) is null)
                return new(
                    node.Name, $"'{node.Name}' is {node.Op.Describe()}, which has no device kernel; there are kernels for {DeviceLowerings.Words}, on vectors");
            if (node.Op is not Input && !node.Shape.IsVector)
                return new(
                    node.Name,
                    $"'{node.Name}' is a {node.Op.Keyword} of a map, {node.Shape}; device kernels take vectors ({DeviceLowerings.Words}): flatten the input "
                        + "first");
            if (node.Op is Flatten && net.Nodes[node.Inputs[0]].Op is not Input)
                return new(
                    node.Name,
                    $"'{node.Name}' flattens '{net.Nodes[node.Inputs[0]].Name}', which is no input; device kernels take vectors ({DeviceLowerings.Words})");
        }

        return null;
    }
}
