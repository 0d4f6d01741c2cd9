using System.Linq;
using NetSpec.Compiler.Rewrites;
using NetSpec.Compiler.Rewrites.PathNorms;
using NetSpec.Compiler.Rewrites.Sequences;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>Plans what is printed of the theory of a net's paths.</summary>
internal static class PathPlanner
{
    /// <summary>The first node that the theory of paths does not speak of, or that nothing computes it for, and why; null when there is none.</summary>
    public static (Node Node, string Reason)? Obstacle(Net net)
    {
        if (PathModel.Obstacle(net) is { } obstacle)
            return obstacle;

        // Nodes keep their names, whatever they become.
        return RemoveSequences.Run(RemoveHeads.Run(net)).Nodes.FirstOrDefault(node => !IsComputed(node)) is { } missing
            && net.Nodes.First(node => node.Name == missing.Name) is var node
            ? (node, $"'{node.Name}' is {node.Op.Describe()}, for which the theory of paths is not computed")
            : null;
    }

    private static bool IsComputed(Node node) => ModelActivations.IsWritten(node) || (LayerForms.Has(node.Op) && PathNormForms.Has(node.Op));

    /// <param name="net">The net.</param>
    /// <param name="model">Its plan.</param>
    /// <param name="plainPass">Whether the path-norm pass over all positions is planned beside the other.</param>
    public static PathPlan Plan(Net net, Plan model, bool plainPass = false)
    {
        var heads = Heads(net);
        net = TheoryNet.Of(net);
        var graph = new GraphPlanner(net);
        return new(
            model,
            PathPasses.HaveForward(net),
            heads,
            graph.Plan,
            PathConstants.Of(net),
            RescalingPlanner.Plan(net, graph),
            ReuseAlongPath.Parameters(net).ToEquatableArray(),
            ProgramPlanner.Plan(net, plainPass));
    }

    private static EquatableArray<PathHead> Heads(Net net)
    {
        var isHead = RemoveHeads.Heads(net);
        return net.Nodes
            .Where(node => isHead[node.Id])
            .Select(node => new PathHead(node.Name, node.Op.Describe(), node.Op.KeepsDifferences))
            .ToEquatableArray();
    }
}
