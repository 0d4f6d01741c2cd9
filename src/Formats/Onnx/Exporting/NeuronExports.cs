using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Formats.Onnx.Exporting;

/// <summary>A graph of single neurons: each is a column, made of the columns it depends on.</summary>
internal static class NeuronExports
{
    public static void Export(Node node, Neurons op, ExportScope scope)
    {
        var operand = scope.Vector(node);
        var columns = new List<string>();
        for (var i = 0; i < op.InputNames.Count; i++)
        {
            columns.Add(scope.Add(node, "Slice", [operand, scope.Integers(i), scope.Integers(i + 1), scope.Integers(1)], "in"));
        }

        var parameters = new Queue<string>(scope.Parameters(node));
        foreach (var neuron in op.Items)
        {
            columns.Add(Column(node, neuron, columns, parameters, scope));
        }

        var outputs = op.Outputs.Select(i => columns[op.InputNames.Count + i]).ToList();
        scope.AddResult(node, outputs.Count == 1 ? "Identity" : "Concat", outputs, n => outputs.Count == 1 ? n : n.With("axis", 1));
    }

    private static string Column(Node node, Neuron neuron, List<string> columns, Queue<string> parameters, ExportScope scope)
    {
        var free = neuron.Antecedents.Count(edge => edge.Constant is null);
        var weight = free > 0 ? parameters.Dequeue() : null;
        var bias = neuron.HasBias ? parameters.Dequeue() : null;
        var stem = $"{node.Name}/{neuron.Name}";
        string value;
        if (neuron.Antecedents.Count == 0)
        {
            value = scope.Add(node, "Mul", [columns[0], scope.Floats("zero", [], [0])], "nothing");
            return bias is null ? value : Activated(node, neuron, scope.Add(node, "Add", [value, bias], "bias"), scope);
        }

        var sources = neuron.Antecedents.Select(edge => columns[edge.Source]).ToList();
        var joined = sources.Count == 1 ? sources[0] : scope.Add(node, "Concat", sources, "sources", n => n.With("axis", 1));
        var products = scope.Add(node, "Mul", [joined, Weights(node, neuron, weight, free, stem, scope)], "products");
        if (neuron.Activation == Activation.KMaxPool)
        {
            products = bias is null ? products : scope.Add(node, "Add", [products, bias], "biased");
            var largest = scope.Add(node, "TopK", [products, scope.Integers(neuron.K)], "largest", n => n.With("axis", 1));
            return scope.Add(node, "Slice", [largest, scope.Integers(neuron.K - 1), scope.Integers(neuron.K), scope.Integers(1)], "kth");
        }

        value = scope.Add(node, "ReduceSum", [products, scope.Integers(1)], "sum");
        return Activated(node, neuron, bias is null ? value : scope.Add(node, "Add", [value, bias], "biased"), scope);
    }

    private static string Activated(Node node, Neuron neuron, string value, ExportScope scope) =>
        neuron.Activation == Activation.Relu ? scope.Add(node, "Relu", [value], "relu") : value;

    /// <summary>The weights of all edges in their order: the parameter's, and between them those that are fixed.</summary>
    private static string Weights(Node node, Neuron neuron, string? weight, int free, string stem, ExportScope scope)
    {
        var edges = neuron.Antecedents;
        if (free == edges.Count)
            return weight!;

        float[] fixedOnes = [.. edges.Where(edge => edge.Constant is not null).Select(edge => (float)edge.Constant!.Value)];
        var constants = scope.Floats(stem + ".fixed", [fixedOnes.Length], fixedOnes);
        if (weight is null)
            return constants;

        var all = scope.Add(node, "Concat", [weight, constants], "weights", n => n.With("axis", 0));
        var (nextFree, nextFixed) = (0L, (long)free);
        var places = scope.Integers([.. edges.Select(edge => edge.Constant is null ? nextFree++ : nextFixed++)]);
        return scope.Add(node, "Gather", [all, places], "ordered", n => n.With("axis", 0));
    }
}
