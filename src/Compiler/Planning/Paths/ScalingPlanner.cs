using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Rewrites.PathNorms;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>
/// Plans the walk over a path-norm net that derives its tensors: a step a node, in topological order, with the numbers of the
/// network's tensors and what bounds need to know of shapes.
/// </summary>
internal static class ScalingPlanner
{
    public static (EquatableArray<ScalingStep> Steps, EquatableArray<int> Outputs) Plan(PathNet path)
    {
        var numbers = new Dictionary<int, int>();
        var steps = new List<ScalingStep>();
        foreach (var node in path.Net.Nodes)
        {
            if (PathOps.IsAlias(path.Net, node))
            {
                numbers[node.Id] = numbers[node.Inputs[0]];
                continue;
            }

            numbers[node.Id] = steps.Count;
            steps.Add(ScalingForms.Of(new ScalingScope(path, node, numbers), node.Op));
        }

        return (steps.ToEquatableArray(), path.Net.Outputs.Select(output => numbers[output.Node]).ToEquatableArray());
    }
}
