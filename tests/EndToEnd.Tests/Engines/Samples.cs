using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Tests.Support;
using NetSpec.Reference;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>A net with deterministic weights and some samples, each with the outputs that the interpreter computes.</summary>
public sealed class Samples
{
    /// <summary>Different ones, which larger batches repeat: enough for three passes of a workspace of two.</summary>
    public const int Count = 5;

    private readonly Net _net;
    private readonly Lazy<double[][][]> _outputs;
    private readonly float[][][] _inputs;

    private Samples(Net net, int count)
    {
        _net = net;
        Parameters = DetWeights.Of(net);
        _inputs = [.. Enumerable.Range(0, count).Select(sample => net.Inputs.Select(input => Input(input, sample)).ToArray())];
        _outputs = new(() =>
        {
            var parameters = DetWeights.InDouble(Parameters);
            return [.. _inputs.Select(x => Interpreter.Forward(net, parameters, DetWeights.InDouble(x)))];
        });
    }

    /// <summary>The tensors, in state-dict order.</summary>
    public float[][] Parameters { get; }

    public static Samples Of(string name, int count = Count) => new(CorpusSpec.Nets[name], count);

    /// <summary>The net's inputs for the first samples, as the caller of an emitted class lays them out.</summary>
    public float[][] Inputs(int batch) => [.. _net.Inputs.Select((_, input) => Join([.. Cycle(_inputs, batch).Select(x => x[input])]))];

    /// <summary>Arrays for the outputs of a batch. Their NaNs vanish only where something is written.</summary>
    public float[][] Room(int batch) =>
        [.. _net.Outputs.Select(output => Enumerable.Repeat(float.NaN, batch * _net.Nodes[output.Node].Shape.Size).ToArray())];

    /// <summary>How far the outputs of the first samples lie from the interpreter's: the worst over outputs.</summary>
    public double Distance(float[][] outputs, int batch) => outputs
        .Select((output, i) => Closeness.Relative(output, Join([.. Cycle(_outputs.Value, batch).Select(y => y[i])])))
        .Max();

    private float[] Input(int input, int sample)
    {
        var node = _net.Nodes[input];
        var values = DetWeights.Input($"input/{node.Name}/{sample}", node.Shape.Size);
        return Embedding.VocabularyOf(_net, input) is { } vocabulary ? Array.ConvertAll(values, value => MathF.Floor(Math.Abs(value) * 9973) % vocabulary) : values;
    }

    private static IEnumerable<T> Cycle<T>(T[] samples, int batch) => Enumerable.Range(0, batch).Select(i => samples[i % samples.Length]);

    private T[] Join<T>(IReadOnlyList<T[]> samples) => _net.Layout == BatchLayout.BatchFirst
        ? [.. samples.SelectMany(sample => sample)]
        : [.. Enumerable.Range(0, samples[0].Length).SelectMany(feature => samples.Select(sample => sample[feature]))];
}
