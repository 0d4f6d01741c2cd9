using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Rewrites;

/// <summary>Takes out nodes that pass their operand on unchanged, whatever the operand.</summary>
internal static class RemoveIdentities
{
    public static Net Run(Net net)
    {
        var rewriter = new NetRewriter(net);
        foreach (var node in net.Nodes)
        {
            if (node.Inputs.Count == 1 && node.Op.IsIdentity([net.Nodes[node.Inputs[0]].Shape]))
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
}
