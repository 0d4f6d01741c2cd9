using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Drawings;

/// <summary>Nodes to boxes: what is applied to a value that nobody else reads joins the box that computes it.</summary>
internal static class BoxGraph
{
    public static (IReadOnlyList<DrawnBox> Boxes, IReadOnlyList<DrawnEdge> Edges) Of(Net net)
    {
        var readers = new Readers(net);
        var hosts = new int[net.Nodes.Count];
        var members = new List<List<Node>>();
        foreach (var node in net.Nodes)
        {
            if (node.Inputs.Count == 1 && IsFollower(node.Op) && net.Nodes[node.Inputs[0]].Op is not Input && readers.IsPrivate(node.Inputs[0]))
            {
                hosts[node.Id] = hosts[node.Inputs[0]];
                members[hosts[node.Id]].Add(node);
                continue;
            }

            hosts[node.Id] = members.Count;
            members.Add([node]);
        }

        return Arrange(net, hosts, members);
    }

    /// <summary>Boxes of outputs come right behind what they are outputs of, so that nothing has to be carried past others for them.</summary>
    private static (IReadOnlyList<DrawnBox> Boxes, IReadOnlyList<DrawnEdge> Edges) Arrange(Net net, int[] hosts, List<List<Node>> members)
    {
        var (boxes, edges, places) = (new List<DrawnBox>(), new List<DrawnEdge>(), new int[members.Count]);
        for (var i = 0; i < members.Count; i++)
        {
            places[i] = boxes.Count;
            boxes.Add(Box(members[i]));
            edges.AddRange(members[i][0].Inputs.Select(input => new DrawnEdge(places[hosts[input]], places[i])).Distinct());
            foreach (var output in net.Outputs.Where(output => hosts[output.Node] == i))
            {
                edges.Add(new(places[i], boxes.Count));
                boxes.Add(new(output.Name, EquatableArray.Of("output"), net.Nodes[output.Node].Shape, BoxKind.Port));
            }
        }

        return (boxes, edges);
    }

    private static DrawnBox Box(List<Node> nodes) => new(
        nodes[0].Name,
        Lines(nodes).ToEquatableArray(),
        nodes[nodes.Count - 1].Shape,
        Kind(nodes[0]));

    /// <summary>What the box is, and behind it in one line what is applied to its result.</summary>
    private static IEnumerable<string> Lines(List<Node> nodes)
    {
        yield return Word(nodes[0]);
        if (nodes.Count > 1)
            yield return string.Join(", ", nodes.Skip(1).Select(Word));
    }

    private static string Word(Node node) => node.Op switch
    {
        Input => "input",
        Add => "+",
        BatchNorm => "batch-norm",
        LayerNorm norm when node.Shape.IsSequence => new PositionNorm(norm.Epsilon, norm.IsAffine, IsCentred: true).Describe(),
        _ => node.Op.Describe(),
    };

    private static BoxKind Kind(Node node) => node switch
    {
        { Op: Input } => BoxKind.Port,
        { Inputs.Count: > 1 } => BoxKind.Join,
        { Parameters.Count: > 0 } => BoxKind.Weights,
        { Op: PoolOp or GroupSort or TopK } => BoxKind.Pool,
        _ => BoxKind.Map,
    };

    private static bool IsFollower(Op op) => op is PlacewiseOp or Flatten;
}
