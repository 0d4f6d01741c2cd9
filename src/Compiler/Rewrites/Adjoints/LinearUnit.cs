using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Rewrites.PathNorms;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Rewrites.Adjoints;

/// <summary>
/// A linear op with the scales behind it that it alone feeds: the planner folds those into its weights, and so does the
/// adjoint. Or a scale by itself.
/// </summary>
/// <param name="Anchor">The linear op or the scale by itself.</param>
/// <param name="Scales">The scales behind a linear op.</param>
internal sealed record LinearUnit(Node Anchor, IReadOnlyList<Node> Scales)
{
    /// <summary>The node whose value is that of the unit.</summary>
    public Node Result => Scales.Count == 0 ? Anchor : Scales[Scales.Count - 1];

    /// <summary>The units of a net, by the node of their result.</summary>
    public static IReadOnlyDictionary<int, LinearUnit> Of(PathNet path)
    {
        var readers = new Readers(path.Net);
        var units = new Dictionary<int, LinearUnit>();
        var inner = new HashSet<int>();
        foreach (var node in path.Net.Nodes)
        {
            if (!inner.Contains(node.Id) && SumScales.HasWeights(node.Op))
            {
                var isScale = PathOps.Of(node).Costs == CostSums.OfChannels;
                var unit = new LinearUnit(node, isScale || path.Tensors[node.Parameters[0]] is FrozenTensor ? [] : Behind(node, readers));
                inner.UnionWith(unit.Scales.Select(scale => scale.Id));
                units.Add(unit.Result.Id, unit);
            }
        }

        return units;
    }

    private static List<Node> Behind(Node node, Readers readers)
    {
        var scales = new List<Node>();
        while (readers.IsPrivate(node.Id) && readers[node.Id][0] is var scale && PathOps.Of(scale).Costs == CostSums.OfChannels)
        {
            scales.Add(node = scale);
        }

        return scales;
    }
}
