using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Passes;

/// <summary>Takes out nodes that pass their operand on unchanged, whatever the operand.</summary>
public static class RemoveIdentities
{
    public static Net Run(Net net)
    {
        var rewriter = new NetRewriter(net);
        foreach (var node in net.Nodes)
        {
            if (IsIdentity(node, net))
            {
                rewriter.Replace(node, rewriter.Operands(node)[0]);
            }
            else
            {
                rewriter.Keep(node);
            }
        }

        return rewriter.Finish();
    }

    private static bool IsIdentity(Node node, Net net) => node.Op switch
    {
        Identity or Dropout => true,
        Flatten => net.Nodes[node.Inputs[0]].Shape.IsVector,
        Pad pad => pad == new Pad(default, 0, 0),
        Upsample upsample => upsample.Factor == new Extent(1, 1),
        AdaptiveAvgPool2D => net.Nodes[node.Inputs[0]].Shape == node.Shape,
        MaxPool2D { K: 1 } pool => IsTrivial(pool.Window),
        AvgPool2D pool => IsTrivial(pool.Window),
        GroupSort sort => sort.GroupSize == 1,
        _ => false,
    };

    private static bool IsTrivial(Window window) =>
        window.Kernel == new Extent(1, 1) && window.Stride == new Extent(1, 1) && window.Padding == default;
}
