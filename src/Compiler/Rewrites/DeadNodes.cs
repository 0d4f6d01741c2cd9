using NetSpec.Compiler.Nets;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites;

/// <summary>Takes out nodes that no output and no cost needs. Inputs stay: they are arguments. So do the parameters of dead nodes.</summary>
internal static class DeadNodes
{
    public static Net Run(Net net)
    {
        var live = new bool[net.Nodes.Count];
        foreach (var output in net.Outputs)
        {
            live[output.Node] = true;
        }

        for (var id = net.Nodes.Count - 1; id >= 0; id--)
        {
            live[id] |= net.Nodes[id].Op is CostOp;
            foreach (var operand in net.Nodes[id].Inputs)
            {
                live[operand] |= live[id];
            }
        }

        var rewriter = new NetRewriter(net);
        foreach (var node in net.Nodes)
        {
            if (live[node.Id] || node.Op is Input)
            {
                rewriter.Keep(node);
            }
        }

        return rewriter.Finish();
    }
}
