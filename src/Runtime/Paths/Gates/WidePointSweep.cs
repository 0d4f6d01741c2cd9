using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Gates;

/// <summary>
/// The same values and gates as <see cref="PointSweep"/>, edge by edge in numbers that each have an exponent of their own: for
/// networks with values that no double holds. Slow, and right whatever the parameters.
/// </summary>
internal sealed class WidePointSweep
{
    private readonly Architecture _architecture;
    private readonly ScaledNumber[] _theta;

    /// <inheritdoc cref="PointSweep(Architecture, double[], double[][])"/>
    public WidePointSweep(Architecture architecture, double[] theta, double[][] inputs)
    {
        _architecture = architecture;
        _theta = Array.ConvertAll(theta, value => new ScaledNumber(value));
        var count = architecture.Layers.Count;
        (Values, Open, Winners) = (new ScaledNumber[count][], new bool[count][], new long[count][]);
        for (var i = 0; i < inputs.Length; i++)
        {
            Values[architecture.Inputs[i]] = Array.ConvertAll(inputs[i], value => new ScaledNumber(value));
        }

        for (var layer = 0; layer < count; layer++)
        {
            if (!architecture.Layers[layer].IsInput)
                Forward(layer);
        }
    }

    /// <inheritdoc cref="PointSweep.Values"/>
    public ScaledNumber[][] Values { get; }

    /// <inheritdoc cref="PointSweep.Open"/>
    public bool[]?[] Open { get; }

    /// <inheritdoc cref="PointSweep.Winners"/>
    public long[]?[] Winners { get; }

    private void Forward(int index)
    {
        var layer = _architecture.Layers[index];
        var values = Values[index] = new ScaledNumber[layer.Size];
        var candidates = new List<ScaledNumber>?[layer.Size];
        for (var neuron = 0; neuron < values.Length; neuron++)
        {
            if (layer.ActivationOf(neuron) == Activation.KMaxPool)
                candidates[neuron] = [];
        }

        var edges = new Edges(_theta, [.. layer.Inputs.Select(input => Values[input])], values, candidates);
        layer.VisitEdges(ref edges);
        for (var neuron = 0; neuron < values.Length; neuron++)
        {
            var bias = layer.BiasOf(neuron) is >= 0 and var place ? _theta[place] : default;
            if (candidates[neuron] is { } ranked)
                Rank(index, neuron, [.. ranked.Select(candidate => candidate + bias)]);
            else
                values[neuron] += bias;

            if (layer.ActivationOf(neuron) != Activation.Relu)
                continue;

            if (Open[index] is not { } open)
                Array.Fill(Open[index] = open = new bool[values.Length], true);
            open[neuron] = values[neuron].Sign > 0;
            if (!open[neuron])
                values[neuron] = default;
        }
    }

    /// <summary>The k-th largest of the candidates; of equals the first.</summary>
    private void Rank(int index, int neuron, ScaledNumber[] candidates)
    {
        var layer = _architecture.Layers[index];
        if (candidates.Length < layer.KOf(neuron))
            throw new InvalidOperationException($"The neuron {layer.NameOf(neuron)} takes the {layer.KOf(neuron)}th largest of {candidates.Length} values.");

        if (Winners[index] is not { } winners)
            Array.Fill(Winners[index] = winners = new long[layer.Size], -1);

        ScaledNumber[] sorted = [.. candidates];
        Array.Sort(sorted, (left, right) => (left - right).Sign);
        var chosen = sorted[^layer.KOf(neuron)];
        Values[index][neuron] = chosen;
        winners[neuron] = Array.FindIndex(candidates, candidate => (candidate - chosen).Sign == 0);
    }

    private readonly struct Edges(ScaledNumber[] theta, ScaledNumber[][] operands, ScaledNumber[] sums, List<ScaledNumber>?[] candidates) : IEdgeVisitor
    {
        public void Edge(int target, int operand, int source, int parameter, double constant)
        {
            var product = (parameter < 0 ? new ScaledNumber(constant) : theta[parameter]) * operands[operand][source];
            if (candidates[target] is { } ranked)
                ranked.Add(product);
            else
                sums[target] += product;
        }
    }
}
