using System;
using System.Linq;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Merging;

/// <summary>The operands of a sum: sums among them are written out, their biases meet in one, and linear maps of one layer become one.</summary>
internal static class SumMerge
{
    /// <summary>Merges something into the sum at a position, if that can be done.</summary>
    public static bool Try(MergeGraph graph, int position)
    {
        if (graph[position] is not AddLayer sum)
            return false;
        if (sum.Inputs.Count == 1)
            return Forward(graph, position, sum);
        return Flatten(graph, position, sum) || Branches(graph, position, sum) || Biases(graph, sum);
    }

    /// <summary>A sum of one operand is that operand.</summary>
    private static bool Forward(MergeGraph graph, int position, AddLayer sum)
    {
        var operand = sum.Inputs[0];
        if (!graph.HasOneReader(operand) || graph[operand].IsInput)
            return false;

        graph.Replace(position, graph[operand], operand);
        return true;
    }

    private static bool Flatten(MergeGraph graph, int position, AddLayer sum)
    {
        var nested = sum.Inputs.FirstOrDefault(input => graph[input] is AddLayer && graph.HasOneReader(input), -1);
        if (nested < 0)
            return false;

        int[] inputs = [.. sum.Inputs.SelectMany(input => input == nested ? graph[nested].Inputs : [input])];
        graph.Replace(position, new AddLayer(sum.Name, sum.Shape, inputs), nested);
        return true;
    }

    /// <summary>b₁ + b₂ for |b₁| + |b₂|: all biases go to the first operand that has one.</summary>
    private static bool Biases(MergeGraph graph, AddLayer sum)
    {
        int[] biased = [.. sum.Inputs.Where(input => graph.HasOneReader(input) && LinearParts.Biases(graph, graph[input])?.Any(bias => bias != 0) == true)];
        if (biased.Length < 2)
            return false;

        var total = new double[sum.Shape.Channels];
        foreach (var input in biased)
        {
            var biases = LinearParts.Biases(graph, graph[input])!;
            for (var channel = 0; channel < total.Length; channel++)
            {
                total[channel] += biases[channel];
            }

            graph.Replace(input, LinearParts.WithBiases(graph, graph[input], new double[total.Length]));
        }

        graph.Replace(biased[0], LinearParts.WithBiases(graph, graph[biased[0]], total));
        return true;
    }

    /// <summary>W₁u + W₂u = (W₁ + W₂)u, and u itself is the identity of u.</summary>
    private static bool Branches(MergeGraph graph, int position, AddLayer sum)
    {
        for (var i = 0; i < sum.Inputs.Count; i++)
        for (var j = 0; j < sum.Inputs.Count; j++)
        {
            if (i == j || !graph.HasOneReader(sum.Inputs[i]) || SumBranch.Of(graph, sum.Inputs[i]) is not { } wide)
                continue;

            var other = sum.Inputs[j];
            var narrow = other == wide.Source ? SumBranch.Identity(graph, other) : graph.HasOneReader(other) ? SumBranch.Of(graph, other) : null;
            if (narrow is null || narrow.Source != wide.Source || wide.With(narrow) is not { } both)
                continue;

            graph.Replace(sum.Inputs[i], both.ToLayer(graph, graph[sum.Inputs[i]].Name, sum.Shape));
            var inputs = sum.Inputs.Where((_, operand) => operand != j).ToArray();
            graph.Replace(position, new AddLayer(sum.Name, sum.Shape, inputs), other == wide.Source ? [] : [other]);
            return true;
        }

        return false;
    }
}
