using System.Linq;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Compiler.Rewrites;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Which nets run on a device from end to end: those all of whose ops have a line in <see cref="DeviceLowerings"/>, within its limits.</summary>
internal static class GpuRule
{
    /// <summary>What of a net does not run on a device; null when all does.</summary>
    public static GpuProblem? Problem(Net source)
    {
        var net = Normalise.Run(source);
        var spoken = new SpokenNet(source);
        foreach (var node in net.Nodes)
        {
            var limit = DeviceLowerings.Find(node.Op) is not { } lowering ? $"; there are kernels for {DeviceLowerings.Words}"
                : lowering.Limit(node.Op, [.. node.Inputs.Select(operand => net.Nodes[operand].Shape)]);
            if (limit is not null)
                return new(node.Name, $"'{node.Name}' is {spoken.Of(node).Op.Describe()}, which has no device kernel{limit}");
        }

        return null;
    }
}
