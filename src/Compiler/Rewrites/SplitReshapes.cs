using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites;

/// <summary>Writes each reshape as a flatten and its reverse: both are kernels, which know how maps lie in memory.</summary>
internal static class SplitReshapes
{
    public static Net Run(Net net)
    {
        if (!net.Nodes.Any(node => node.Op is Reshape))
        {
            return net;
        }

        var rewriter = new NetRewriter(net);
        foreach (var node in net.Nodes)
        {
            if (node.Op is not Reshape || net.Nodes[node.Inputs[0]].Shape == node.Shape)
            {
                rewriter.Keep(node);
                continue;
            }

            var operands = rewriter.Operands(node);
            if (node.Shape.IsVector)
            {
                rewriter.Keep(node, new Flatten(), operands);
                continue;
            }

            var vector = net.Nodes[node.Inputs[0]].Shape.IsVector
                ? operands
                : EquatableArray.Of(rewriter.Insert(node, ".flat", new Flatten(), Shape.Vector(node.Shape.Size), operands));
            rewriter.Keep(node, new Unflatten(node.Shape), vector);
        }

        return rewriter.Finish();
    }
}
