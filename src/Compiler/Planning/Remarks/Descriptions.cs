using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Lowerings;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Remarks;

/// <summary>Steps in words, for the comments of the emitted file.</summary>
internal static class Descriptions
{
    /// <param name="net">The net.</param>
    /// <param name="group">What a step computes.</param>
    /// <param name="spoken">What is said of nodes.</param>
    /// <param name="without">A node of the group that another step computes; null for none.</param>
    public static string Of(Net net, Group group, SpokenNet spoken, int? without = null) =>
        string.Join("; ", group.Chain.SelectMany(part => Parts(net, part, spoken, without)));

    /// <summary>Why a concat or slice takes no step; null for a map of one position that is taken as a vector, which needs no words.</summary>
    public static Unmoved? Unmoved(Net net, Group group)
    {
        var anchor = group.Anchor;
        var why = group.Rule.Hosting switch
        {
            Hosting.Parts => "its parts lie side by side",
            Hosting.Part => $"{anchor.Op.Describe()}, where they lie",
            _ => null,
        };
        return why is null ? null : new(new Quote(net.Statements[anchor.Statement.Index], anchor.Statement.Start), why);
    }

    private static IEnumerable<string> Parts(Net net, Group group, SpokenNet spoken, int? without)
    {
        var factors = group.Factors.Count;
        if (factors > 0)
        {
            yield return $"{string.Join(" -> ", group.Factors.Select(node => node.Op.Describe()))} as {group.Pattern}";
        }

        for (var i = factors; i < group.Nodes.Count; i++)
        {
            if (group.Nodes[i].Id != without)
                yield return Of(net, group, group.Nodes[i], isAnchor: i == 0, spoken);
        }
    }

    private static string Of(Net net, Group group, Node node, bool isAnchor, SpokenNet spoken) => node.Op switch
    {
        BatchNorm => "batch-norm",
        Scale => "scale",
        Add when isAnchor => string.Join(" + ", node.Inputs.Select(id => StepInfo.IsPartial(net, net.Nodes[id]) ? "the sum so far" : net.Nodes[id].Name)),
        Add => "+ " + net.Nodes[group.Residual!.Value].Name,
        Mul => string.Join(" * ", node.Inputs.Select(id => net.Nodes[id].Name)),
        Concat => "concat of " + string.Join(", ", node.Inputs.Select(id => net.Nodes[id].Name)),
        PositionNorm norm => norm.Describe(),
        _ => spoken.Of(node).Op.Describe(),
    };
}
