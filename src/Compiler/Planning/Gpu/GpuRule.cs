using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Which nets run on a device from end to end: those of vectors, made of factors and what can be fused with them.</summary>
public static class GpuRule
{
    private const string Ops = "linear, ks, sparse chains, bias, scale, bn, relu and add";

    /// <summary>What of a net that went through <see cref="Passes.Normalise"/> does not run on a device; null when all does.</summary>
    public static GpuProblem? Problem(Net net)
    {
        foreach (var node in net.Nodes)
        {
            if (node.Op is not (Input or Linear or Kronecker or Bias or Scale or BatchNorm or Relu or Add or Flatten))
                return new(node.Name, $"'{node.Name}' is {node.Op.Describe()}, which has no device kernel; there are kernels for {Ops}, on vectors");
            if (node.Op is not Input && !node.Shape.IsVector)
                return new(node.Name, $"'{node.Name}' is a {node.Op.Keyword} of a map, {node.Shape}; device kernels take vectors ({Ops}): flatten the input first");
            if (node.Op is Flatten && net.Nodes[node.Inputs[0]].Op is not Input)
                return new(node.Name, $"'{node.Name}' flattens '{net.Nodes[node.Inputs[0]].Name}', which is no input; device kernels take vectors ({Ops})");
        }

        return null;
    }
}
