using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites;

/// <summary>Turns a sum of many operands into sums of two, from left to right, so that each can be fused on its own.</summary>
internal static class SplitAdds
{
    public static Net Run(Net net)
    {
        var rewriter = new NetRewriter(net);
        foreach (var node in net.Nodes)
        {
            var operands = rewriter.Operands(node);
            if (node.Op is not Add || operands.Count == 2)
            {
                rewriter.Keep(node);
                continue;
            }

            var sum = operands[0];
            for (var i = 1; i < operands.Count - 1; i++)
            {
                sum = rewriter.Insert(
                    node, "." + i.ToString(System.Globalization.CultureInfo.InvariantCulture), node.Op, node.Shape, EquatableArray.Of(sum, operands[i]));
            }

            rewriter.Keep(node, node.Op, EquatableArray.Of(sum, operands[operands.Count - 1]));
        }

        return rewriter.Finish();
    }
}
