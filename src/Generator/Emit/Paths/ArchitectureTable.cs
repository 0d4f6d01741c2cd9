using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Generator.Emit.Paths;

/// <summary>The method that makes the graph of a net: one line a layer.</summary>
internal static class ArchitectureTable
{
    public const string Method = "MakeArchitecture";

    /// <summary>Layers made by one method; longer ones are compiled slowly.</summary>
    private const int LayersPerMethod = 256;

    public static void Write(SourceWriter writer, Net net)
    {
        var layers = new LayerList(net);
        var parts = (layers.Lines.Count + LayersPerMethod - 1) / LayersPerMethod;
        writer.Separate();
        using (writer.Open($"private static Graphs::Architecture {Method}()"))
        {
            if (parts == 1)
            {
                writer.Line("var layers = new Graphs::Layer[]");
                using (writer.Braces(";"))
                {
                    foreach (var line in layers.Lines)
                    {
                        writer.Line(line + ",");
                    }
                }
            }
            else
            {
                writer.Line($"var layers = new Graphs::Layer[{CSharp.Literal(layers.Lines.Count)}];");
                foreach (var part in Enumerable.Range(1, parts))
                {
                    writer.Line($"{Part(part)}(layers);");
                }
            }

            writer.Line($"return new(Layout, layers, inputs: new[] {Positions(net.Inputs, layers)}, outputs: new[] {Positions(net.Outputs.Select(output => output.Node), layers)});");
        }

        if (parts > 1)
        {
            foreach (var part in Enumerable.Range(1, parts))
            {
                WritePart(writer, layers, part);
            }
        }
    }

    private static void WritePart(SourceWriter writer, LayerList layers, int part)
    {
        writer.Separate();
        using (writer.Open($"private static void {Part(part)}(Graphs::Layer[] layers)"))
        {
            var first = (part - 1) * LayersPerMethod;
            for (var i = first; i < System.Math.Min(first + LayersPerMethod, layers.Lines.Count); i++)
            {
                writer.Line($"layers[{CSharp.Literal(i)}] = {layers.Lines[i]};");
            }
        }
    }

    private static string Part(int part) => "MakeLayers" + CSharp.Literal(part);

    private static string Positions(IEnumerable<int> nodes, LayerList layers) =>
        "{ " + string.Join(", ", nodes.Select(node => CSharp.Literal(layers.PositionOf(node)))) + " }";
}
