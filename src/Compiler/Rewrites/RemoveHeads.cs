using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites;

/// <summary>
/// Puts identities in the place of the heads of a net: of a softmax or sigmoid whose result is an output and nothing else. The theory of paths
/// speaks of what enters it. Nodes keep their ids and names.
/// </summary>
internal static class RemoveHeads
{
    /// <summary>The net whose outputs are what enters the heads; the same net where there are none.</summary>
    /// <param name="net">The net.</param>
    public static Net Run(Net net)
    {
        var isHead = Heads(net);
        if (!isHead.Contains(true))
            return net;

        var rewriter = new NetRewriter(net);
        foreach (var node in net.Nodes)
        {
            if (isHead[node.Id])
                rewriter.Keep(node, new Identity(), rewriter.Operands(node));
            else
                rewriter.Keep(node);
        }

        return rewriter.Finish();
    }

    /// <summary>Whether each node is a head.</summary>
    internal static bool[] Heads(Net net)
    {
        var readers = new Readers(net);
        var (isHead, isAtEnd) = (new bool[net.Nodes.Count], new bool[net.Nodes.Count]);
        foreach (var node in net.Nodes.Reverse())
        {
            // What moves numbers or passes them on may stand between a head and the output; other heads as well.
            var readBy = readers[node.Id];
            isAtEnd[node.Id] = readBy.All(reader => isAtEnd[reader.Id] && (isHead[reader.Id] || reader.Op is Identity or Dropout or Flatten))
                && (readBy.Count > 0 || readers.IsOutput(node.Id));
            isHead[node.Id] = node.Op.IsHead && isAtEnd[node.Id];
        }

        return isHead;
    }
}
