using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites;

/// <summary>
/// Parts a net whose last layers with weights take vectors, as a classifier's do, into a body and a head: the head's nodes come last, and what they read of
/// the body goes through an <see cref="Identity"/>, where it is kept until enough samples have come together. Nothing is changed where there is no such
/// head, one whose weights a cache keeps from one sample to the next, or nothing but vectors before it.
/// </summary>
internal static class SplitHead
{
    /// <summary>Weights that a cache near a core has forgotten when the next sample comes: 256 KiB.</summary>
    public const long LeastWeights = 1 << 16;

    /// <summary>The net with its head last, or the net itself.</summary>
    /// <param name="net">A net that went through <see cref="Normalise"/>.</param>
    /// <param name="leastWeights">The number of weights from which on there is a head.</param>
    public static Net Run(Net net, long leastWeights)
    {
        var readers = new Readers(net);
        var isHead = Find(net, readers);
        var weights = net.Nodes.Where(node => isHead[node.Id] && HasMatrix(node)).Sum(node => net.Parameters[node.Parameters[0]].Size);
        if (weights < leastWeights || net.Nodes.All(node => isHead[node.Id] || node.Shape.IsVector))
            return net;

        var rewriter = new NetRewriter(net);
        foreach (var node in net.Nodes.Where(node => !isHead[node.Id]))
        {
            rewriter.Keep(node);
        }

        // Inputs that only the head reads are brought in there.
        var kept = net.Nodes
            .Where(node => !isHead[node.Id] && readers[node.Id].Any(IsHead) && !(node.Op is Input && readers[node.Id].All(IsHead)))
            .ToDictionary(node => node.Id, node => rewriter.Insert(node, " (kept)", new Identity(), node.Shape, EquatableArray.Of(rewriter.Of(node))));
        foreach (var node in net.Nodes.Where(node => isHead[node.Id]))
        {
            rewriter.Keep(node, node.Op, node.Inputs.Select(id => kept.TryGetValue(id, out var copy) ? copy : rewriter.Of(net.Nodes[id])).ToEquatableArray());
        }

        return rewriter.Finish();

        bool IsHead(Node node) => isHead[node.Id];
    }

    /// <summary>Layers with a matrix of weights behind which only vectors are, and all that is behind them.</summary>
    private static bool[] Find(Net net, Readers readers)
    {
        var isFlat = new bool[net.Nodes.Count];
        for (var id = net.Nodes.Count - 1; id >= 0; id--)
        {
            var node = net.Nodes[id];
            isFlat[id] = node.Shape.IsVector && node.Inputs.All(operand => net.Nodes[operand].Shape.IsVector) && readers[id].All(reader => isFlat[reader.Id]);
        }

        var isHead = new bool[net.Nodes.Count];
        foreach (var node in net.Nodes)
        {
            isHead[node.Id] = isFlat[node.Id] && (HasMatrix(node) || node.Inputs.Any(operand => isHead[operand]));
        }

        return isHead;
    }

    private static bool HasMatrix(Node node) => node.Op is Linear or Kronecker;
}
