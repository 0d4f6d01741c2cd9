using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Paths;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The expression that makes a layer of neurons that are spelt out.</summary>
internal static class NeuronLayerText
{
    public static CallText Of(NeuronsLayer layer)
    {
        var read = layer.Reads.Count == 0 ? "new int[0]" : $"new[] {{ {string.Join(", ", layer.Reads.Select(input => CSharp.Literal(input)))} }}";
        return CallText.New("NeuronsLayer", [CSharp.Literal(layer.Name), read, .. layer.Neurons.Select(Neuron)]);
    }

    private static CallText Neuron(GraphNeuron neuron) => CallText.New(
        "Neuron",
        [CSharp.Literal(neuron.Name), $"{Aliases.Graphs}Activation.{neuron.Activation}", .. neuron.Edges.Select(Edge)],
        CallText.Set("K", CSharp.Literal(neuron.K), neuron.K != 0),
        neuron.Bias is { } bias ? $"Bias = {CSharp.Literal(bias)}" : "");

    private static string Edge(GraphEdge edge)
    {
        var from = $"{CSharp.Literal(edge.Input)}, {CSharp.Literal(edge.Channel)}";
        return edge.Constant is { } constant
            ? $"{Aliases.Graphs}Edge.Frozen({from}, {CSharp.Literal(constant)})"
            : $"{Aliases.Graphs}Edge.Free({from}, {CSharp.Literal(edge.Weight!.Value)})";
    }
}
