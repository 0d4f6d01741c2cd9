using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The method that makes the table of rescaling groups: a line for each run of channels.</summary>
internal static class RescalingSection
{
    /// <summary>The setting of the description that the table is.</summary>
    public const string Property = "RescalingTable = " + Method + "()";

    private const string Method = "MakeRescalingTable";

    public static void Write(SourceWriter writer, Net net)
    {
        var rescaling = RescalingAnalysis.Of(net);
        writer.Separate();
        writer.Line($"/// <summary>The {CSharp.Readable(rescaling.GroupCount)} groups of channels that only scale together. A layer not listed has those of the first layer it reads.</summary>");
        using (writer.Open($"private static {Api.RescalingTable} {Method}()"))
        {
            writer.Line("// Layer, its channels, group of the first (-1: tied to an input, -2: to an output), channels in a row in one group.");
            writer.Line("return new(");
            using (writer.Indent())
            {
                var lines = Lines(net, rescaling);
                writer.Line($"{CSharp.Literal(rescaling.GroupCount)},");
                for (var i = 0; i < lines.Count; i++)
                {
                    writer.Line(lines[i].Numbers + (i == lines.Count - 1 ? ");" : ",") + CSharp.Comment(" // " + lines[i].Name));
                }
            }
        }
    }

    private static List<(string Numbers, string Name)> Lines(Net net, Rescaling rescaling)
    {
        var layers = new LayerList(net);
        var lines = new List<(string, string)>();
        foreach (var node in net.Nodes.Where(node => layers.PositionOf(node.Id) >= layers.FirstOf(node.Id)))
        {
            var (first, last) = (layers.FirstOf(node.Id), layers.PositionOf(node.Id));
            if (node.Op is Neurons neurons)
            {
                var outputs = new HashSet<int>(neurons.Outputs);
                var isSeparate = last - first == neurons.Items.Count;
                var groups = rescaling.Neurons[node.Id].SelectMany(run => Enumerable.Range(0, run.Count).Select(i => run.First < 0 ? run.First : run.First + (i / run.Repeat)));
                foreach (var (group, i) in groups.Select((group, i) => (group, i)).Where(neuron => isSeparate || !outputs.Contains(neuron.i)))
                {
                    lines.Add((Run(first++, new(1, group, 1)), neurons.Items[i].Name));
                }
            }

            if (node.Inputs.Count == 0 || node.Op is Neurons || rescaling.Nodes[node.Id] != rescaling.Nodes[node.Inputs[0]])
            {
                lines.AddRange(rescaling.Nodes[node.Id].Select(run => (Run(last, run), node.Name)));
            }
        }

        return lines;
    }

    private static string Run(int layer, GroupRun run) =>
        string.Join(", ", new[] { layer, run.Count, run.First, run.Repeat }.Select(number => CSharp.Literal(number)));
}
