using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>Puts the rescaling groups of a net's nodes on the layers of its graph.</summary>
internal static class RescalingPlanner
{
    public static RescalingPlan Plan(Net net, GraphPlanner layers)
    {
        var rescaling = RescalingAnalysis.Of(net);
        return new(rescaling.GroupCount, Lines(net, rescaling, layers).ToEquatableArray());
    }

    private static List<RescalingLine> Lines(Net net, Rescaling rescaling, GraphPlanner layers)
    {
        var lines = new List<RescalingLine>();
        foreach (var node in net.Nodes.Where(node => layers.PositionOf(node.Id) >= layers.FirstOf(node.Id)))
        {
            var (first, last) = (layers.FirstOf(node.Id), layers.PositionOf(node.Id));
            if (node.Op is Neurons neurons)
            {
                var outputs = new HashSet<int>(neurons.Outputs);
                var isSeparate = last - first == neurons.Items.Count;
                var groups = rescaling.Neurons[node.Id].SelectMany(
                    run => Enumerable.Range(0, run.Count).Select(i => run.First < 0 ? run.First : run.First + (i / run.Repeat)));
                foreach (var (group, i) in groups.Select((group, i) => (group, i)).Where(neuron => isSeparate || !outputs.Contains(neuron.i)))
                {
                    lines.Add(new(first++, 1, group, 1, neurons.Items[i].Name));
                }
            }

            if (node.Inputs.Count == 0 || node.Op is Neurons || rescaling.Nodes[node.Id] != rescaling.Nodes[node.Inputs[0]])
            {
                lines.AddRange(rescaling.Nodes[node.Id].Select(run => new RescalingLine(last, run.Count, run.First, run.Repeat, node.Name)));
            }
        }

        return lines;
    }
}
