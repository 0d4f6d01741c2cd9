using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;
using NetSpec.Runtime.Paths.Sweeps;

namespace NetSpec.Runtime.Paths.Gates;

/// <summary>
/// The forward pass of Definition 2.2.2 in double precision, for a group of samples, and the gates that they open: a ReLU
/// neuron and its edges are active where its value is positive, of the edges into a k-max-pool neuron v the first whose
/// b_v + θu is the k-th largest value; everything else always is.
/// </summary>
internal sealed class ForwardGates
{
    private readonly Architecture _architecture;
    private readonly double[] _theta;
    private readonly LayerGates[] _gates;
    private readonly Vector512<double>[]?[] _values;

    private ForwardGates(Architecture architecture, double[] theta)
    {
        _architecture = architecture;
        _theta = theta;
        _gates = new LayerGates[architecture.Layers.Count];
        _values = new Vector512<double>[architecture.Layers.Count][];
    }

    /// <summary>The gates of a layer.</summary>
    public LayerGates this[int layer] => _gates[layer];

    /// <summary>Runs the pass.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="theta">Its effective parameters.</param>
    /// <param name="samples">Its inputs.</param>
    public static ForwardGates Run(Architecture architecture, double[] theta, SampleGroup samples)
    {
        var pass = new ForwardGates(architecture, theta);
        var lastUse = LastUses(architecture);
        for (var layer = 0; layer < lastUse.Length; layer++)
        {
            pass.Forward(layer, samples);
            if (!PlainRange.Holds(pass._values[layer]))
            {
                pass.RunWide(samples);
                return pass;
            }

            foreach (var input in architecture.Layers[layer].Inputs)
            {
                if (lastUse[input] == layer)
                    pass._values[input] = null;
            }
        }

        return pass;
    }

    /// <summary>Walks over the edges that enter a layer, with the samples in which each is active.</summary>
    public void Visit<TSweep>(int layer, ref TSweep sweep)
        where TSweep : struct, IGatedSweep
    {
        var edges = new GatedEdges<TSweep>(_gates[layer], sweep);
        _architecture.Layers[layer].VisitEdges(ref edges);
        sweep = edges.Sweep;
    }

    /// <summary>For each layer the last one that reads it; beyond the last layer for results.</summary>
    internal static int[] LastUses(Architecture architecture)
    {
        var last = new int[architecture.Layers.Count];
        for (var layer = 0; layer < last.Length; layer++)
        {
            last[layer] = layer;
            foreach (var input in architecture.Layers[layer].Inputs)
            {
                last[input] = layer;
            }
        }

        foreach (var output in architecture.Outputs)
        {
            last[output] = last.Length;
        }

        return last;
    }

    /// <summary>The gates of each sample by itself, where some value is none for plain doubles. In lanes to spare all are closed.</summary>
    private void RunWide(SampleGroup samples)
    {
        WidePointSweep[] lanes = [.. Enumerable.Range(0, samples.Count).Select(lane => new WidePointSweep(_architecture, _theta, samples.Lane(lane)))];
        for (var layer = 0; layer < _gates.Length; layer++)
        {
            var size = _architecture.Layers[layer].Size;
            var open = lanes[0].Open[layer] is null ? null : Lanes(size, (i, lane) => lane < lanes.Length && lanes[lane].Open[layer]![i] ? -1 : 0);
            var winners = lanes[0].Winners[layer] is null ? null : Lanes(size, (i, lane) => lane < lanes.Length ? lanes[lane].Winners[layer]![i] : -1);
            _gates[layer] = new(open is null ? null : Array.ConvertAll(open, mask => mask.AsDouble()), winners);
        }
    }

    private static Vector512<long>[] Lanes(int size, Func<int, int, long> value)
    {
        var lanes = new long[SampleGroup.Lanes];
        var results = new Vector512<long>[size];
        for (var neuron = 0; neuron < size; neuron++)
        {
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                lanes[lane] = value(neuron, lane);
            }

            results[neuron] = Vector512.Create(lanes);
        }

        return results;
    }

    private void Forward(int index, SampleGroup samples)
    {
        var layer = _architecture.Layers[index];
        if (layer.IsInput)
        {
            _values[index] = samples.Inputs[_architecture.Inputs.ToList().IndexOf(index)];
            _gates[index] = LayerGates.None;
            return;
        }

        var (hasRelu, hasPool) = Activations(layer);
        var values = new Vector512<double>[layer.Size];
        var gates = new LayerGates(hasRelu ? new Vector512<double>[layer.Size] : null, hasPool ? new Vector512<long>[layer.Size] : null);
        gates.Winners?.AsSpan().Fill(Vector512.Create(-1L));
        if (LaneMap.Covers(layer))
        {
            LaneMap.Apply(layer, _theta, _values[layer.Inputs[0]]!, values);
        }
        else
        {
            var edges = new ForwardEdges(layer, _theta, [.. layer.Inputs.Select(input => _values[input]!)], values, gates.Winners);
            layer.VisitEdges(ref edges);
            edges.Finish();
        }

        Activate(layer, values, gates.Open);
        _values[index] = values;
        _gates[index] = gates;
    }

    /// <summary>Adds the biases of sums and cuts ReLU neurons.</summary>
    private void Activate(Layer layer, Vector512<double>[] values, Vector512<double>[]? open)
    {
        for (var neuron = 0; neuron < values.Length; neuron++)
        {
            var activation = layer.ActivationOf(neuron);
            var bias = layer.BiasOf(neuron);
            if (activation != Activation.KMaxPool && bias >= 0)
                values[neuron] += Vector512.Create(_theta[bias]);
            if (open is null)
                continue;

            open[neuron] = activation == Activation.Relu ? Vector512.GreaterThan(values[neuron], Vector512<double>.Zero) : Vector512<double>.AllBitsSet;
            if (activation == Activation.Relu)
                values[neuron] = Vector512.AndNot(values[neuron], Vector512.LessThan(values[neuron], Vector512<double>.Zero));
        }
    }

    private static (bool HasRelu, bool HasPool) Activations(Layer layer)
    {
        var (relu, pool) = (false, false);
        for (var neuron = 0; neuron < layer.Size && !(relu && pool); neuron++)
        {
            relu |= layer.ActivationOf(neuron) == Activation.Relu;
            pool |= layer.ActivationOf(neuron) == Activation.KMaxPool;
        }

        return (relu, pool);
    }
}
