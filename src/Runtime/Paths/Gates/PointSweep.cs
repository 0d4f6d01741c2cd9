using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Arithmetic;
using NetSpec.Runtime.Paths.Sweeps;

namespace NetSpec.Runtime.Paths.Gates;

/// <summary>
/// The forward pass of Definition 2.2.2 at one input, in double precision, with every neuron's value and gates. Convolutions
/// and linear layers are products of matrices, as in the sweeps of norms and costs; every other layer goes edge by edge.
/// </summary>
internal sealed class PointSweep
{
    private readonly Architecture _architecture;
    private readonly double[] _theta;

    /// <param name="architecture">The network.</param>
    /// <param name="theta">Its effective parameters, finite.</param>
    /// <param name="inputs">The values of the input neurons, in the order of <see cref="Architecture.Inputs"/>.</param>
    public PointSweep(Architecture architecture, double[] theta, double[][] inputs)
    {
        (_architecture, _theta) = (architecture, theta);
        var count = architecture.Layers.Count;
        (Values, Open, Winners) = (new double[count][], new bool[count][], new long[count][]);
        for (var i = 0; i < inputs.Length; i++)
        {
            Values[architecture.Inputs[i]] = inputs[i];
        }

        for (var layer = 0; layer < count && !IsWide; layer++)
        {
            if (architecture.Layers[layer].IsInput)
                continue;

            Forward(layer);
            IsWide = !PlainRange.Holds(Values[layer]);
        }
    }

    /// <summary>Whether some value is not one for plain doubles: then the pass ended there, and <see cref="WidePointSweep"/> takes over.</summary>
    public bool IsWide { get; }

    /// <summary>The value of each neuron of each layer.</summary>
    public double[][] Values { get; }

    /// <summary>Of each neuron of a layer, whether it is active; null for a layer without ReLU neurons.</summary>
    public bool[]?[] Open { get; }

    /// <summary>Of each k-max-pool neuron the position of its one active edge, -1 for others; null for a layer without them.</summary>
    public long[]?[] Winners { get; }

    private void Forward(int index)
    {
        var layer = _architecture.Layers[index];
        var values = Values[index] = new double[layer.Size];
        double[][] operands = [.. layer.Inputs.Select(input => Values[input])];
        if (layer is ConvLayer or LinearLayer)
        {
            LayerMap.Apply(layer, _theta, frozen: 1, operands, values);
        }
        else
        {
            if (layer is not (ReluLayer or BatchNormLayer) && Enumerable.Range(0, layer.Size).Any(neuron => layer.ActivationOf(neuron) == Activation.KMaxPool))
                Array.Fill(Winners[index] = new long[layer.Size], -1);

            var edges = new PointEdges(layer, _theta, operands, values, Winners[index]);
            layer.VisitEdges(ref edges);
            edges.Finish();
        }

        Activate(index, layer, values);
    }

    /// <summary>Adds the biases of sums and cuts ReLU neurons.</summary>
    private void Activate(int index, Layer layer, double[] values)
    {
        for (var neuron = 0; neuron < values.Length; neuron++)
        {
            var activation = layer.ActivationOf(neuron);
            if (activation == Activation.KMaxPool)
                continue;

            var bias = layer.BiasOf(neuron);
            if (bias >= 0)
                values[neuron] += _theta[bias];
            if (activation != Activation.Relu)
                continue;

            if (Open[index] is not { } open)
                Array.Fill(Open[index] = open = new bool[values.Length], true);
            open[neuron] = values[neuron] > 0;
            if (!open[neuron])
                values[neuron] = 0;
        }
    }
}
