using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Remarks;

/// <summary>What the emitted file says about a step.</summary>
/// <param name="Name">The spec's name of the node it stands for: <c>layer1.0.conv1</c>.</param>
/// <param name="Statements">The spec's lines it came from.</param>
/// <param name="Description">What it computes: <c>conv 3x3, pad 1; batch-norm; relu</c>.</param>
/// <param name="Shape">The shape of the result.</param>
/// <param name="Parameters">Trainable elements it uses.</param>
/// <param name="MultiplyAdds">Multiply-adds for one sample.</param>
internal sealed record StepInfo(string Name, EquatableArray<Quote> Statements, string Description, Shape Shape, long Parameters, long MultiplyAdds)
{
    /// <summary>How it is computed, and why so; empty where there is one way only.</summary>
    public string Algorithm { get; init; } = "";

    /// <summary>The values that come between the step before and this one and cost nothing.</summary>
    public EquatableArray<Unmoved> Unmoved { get; init; }

    /// <summary>What it computes, and how.</summary>
    public string What => Algorithm.Length == 0 ? Description : $"{Description} ({Algorithm})";

    /// <summary>What there is to say about the step that computes a group.</summary>
    /// <param name="net">The rewritten net.</param>
    /// <param name="group">The group.</param>
    /// <param name="spoken">What is said of its nodes.</param>
    internal static StepInfo Of(Net net, Group group, SpokenNet spoken) => new(
        group.Anchor.Name,
        Quoted(net, group).GroupBy(
            node => net.Statements[node.Statement.Index], (text, nodes) => new Quote(text, nodes.First().Statement.Start)).ToEquatableArray(),
        Descriptions.Of(net, group, spoken),
        spoken.Of(net.Nodes[group.Result]).Shape,
        group.AllNodes.Sum(node => Statistics.CountParameters(net, node)),
        group.Factors.Count > 0 ? group.Pattern!.Value.NonZeros : group.AllNodes.Sum(node => Statistics.CountMultiplyAdds(net, node)));

    /// <summary>The nodes whose lines are quoted: of a sum that several steps add up, the last one's.</summary>
    private static IEnumerable<Node> Quoted(Net net, Group group)
    {
        var whole = group.AllNodes.Where(node => !IsPartial(net, node)).ToList();
        return whole.Count > 0 ? whole : group.AllNodes;
    }

    /// <summary>Whether a node adds up some operands of a sum with which the next node goes on.</summary>
    internal static bool IsPartial(Net net, Node node) =>
        node.Op is Add && node.Id + 1 < net.Nodes.Count && net.Nodes[node.Id + 1] is { Op: Add } next
        && next.Statement.Index == node.Statement.Index && next.Inputs[0] == node.Id;
}
