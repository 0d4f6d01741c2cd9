using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Paths;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The method that makes the graph of a net: the layers with their positions, one a line where it fits.</summary>
internal static class ArchitectureTable
{
    public const string Method = "MakeArchitecture";

    /// <summary>Characters of expressions in one method; longer ones are compiled slowly and never optimised.</summary>
    private const int MethodLength = 100_000;

    public static void Write(SourceWriter writer, GraphPlan graph)
    {
        var layers = graph.Layers.Select(LayerText.Of).ToList();
        var methods = Split(layers);
        writer.Separate();
        writer.Line("/// <summary>The layers in topological order. They name what they read by position, and parameters by place in the store.</summary>");
        using (writer.Open($"private static {Aliases.Graphs}Architecture {Method}()"))
        {
            if (methods.Count == 1)
            {
                writer.Line($"var layers = new {Aliases.Graphs}Layer[]");
                using (writer.Braces(";"))
                {
                    for (var i = 0; i < layers.Count; i++)
                    {
                        Layer(writer, $"/* {Position(layers.Count, i)} */ ", layers[i], ",");
                    }
                }
            }
            else
            {
                writer.Line($"var layers = new {Aliases.Graphs}Layer[{CSharp.Literal(layers.Count)}];");
                for (var i = 0; i < methods.Count; i++)
                {
                    writer.Line($"{Part(i)}(layers);");
                }
            }

            writer.Line($"return new(Layout, layers, inputs: {Positions(graph.Inputs)}, outputs: {Positions(graph.Outputs)});");
        }

        for (var i = 0; i < methods.Count && methods.Count > 1; i++)
        {
            WritePart(writer, layers, i, methods[i], i + 1 < methods.Count ? methods[i + 1] : layers.Count);
        }
    }

    /// <summary>The first layers that are made in one method each.</summary>
    private static List<int> Split(List<CallText> layers)
    {
        List<int> starts = [0];
        var length = 0;
        for (var i = 0; i < layers.Count; i++)
        {
            length += layers[i].Length;
            if (length > MethodLength && i > starts[starts.Count - 1])
            {
                starts.Add(i);
                length = layers[i].Length;
            }
        }

        return starts;
    }

    private static void WritePart(SourceWriter writer, List<CallText> layers, int part, int first, int end)
    {
        writer.Separate();
        using (writer.Open($"private static void {Part(part)}({Aliases.Graphs}Layer[] layers)"))
        {
            for (var i = first; i < end; i++)
            {
                Layer(writer, $"layers[{CSharp.Literal(i)}] = ", layers[i], ";");
            }
        }
    }

    private static void Layer(SourceWriter writer, string before, CallText layer, string after)
    {
        var lines = layer.Lines();
        for (var i = 0; i < lines.Count; i++)
        {
            writer.Line((i == 0 ? before : "") + lines[i] + (i == lines.Count - 1 ? after : ""));
        }
    }

    /// <summary>A position, as wide as the last one.</summary>
    private static string Position(int count, int layer) => CSharp.Literal(layer).PadLeft(CSharp.Literal(count - 1).Length);

    private static string Part(int part) => "MakeLayers" + CSharp.Literal(part + 1);

    private static string Positions(IEnumerable<int> layers) =>
        "new[] { " + string.Join(", ", layers.Select(layer => CSharp.Literal(layer))) + " }";
}
