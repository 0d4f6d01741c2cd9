using System;
using System.Collections.Generic;
using System.Linq;
using ILGPU.Runtime;
using NetSpec.Dsl.Graph;
using NetSpec.Runtime;
using NetSpec.Tests.Support.RandomNets;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>A model with values at random, samples for it, and what it makes of them in double.</summary>
internal sealed class ProgramCheck
{
    // Rounding of stored values and weights, 2^-11 in half precision, with room for the few layers of these nets.
    private const double HalfTolerance = 1e-2;
    private const double SingleTolerance = 1e-5;
    private const int Samples = 7;

    private readonly float[][] _tensors;
    private readonly float[][][] _samples;
    private readonly double[][][] _expected;

    public ProgramCheck(DeviceNet net, int seed)
    {
        var random = new Random(seed);
        Net = net;
        _tensors = RandomValues.Parameters(net.Net, random);
        _samples = [.. Enumerable.Range(0, Samples).Select(_ => RandomValues.Sample(net.Net, random))];
        var parameters = Array.ConvertAll(_tensors, InDouble);
        _expected = [.. _samples.Select(sample => Interpreter.Forward(net.Net, parameters, Array.ConvertAll(sample, InDouble)))];
        Model = net.ModelOf(_tensors);
    }

    public DeviceNet Net { get; }

    public Model Model { get; }

    /// <summary>What the caller gives for a batch, input by input.</summary>
    public float[][] Inputs(int batch) => [.. Net.Net.Inputs.Select((_, port) => Join(batch, n => _samples[n % Samples][port]))];

    /// <summary>Room for what the caller gets, full of NaNs.</summary>
    public float[][] Outputs(int batch) =>
        [.. Net.Net.Outputs.Select(output => Enumerable.Repeat(float.NaN, batch * Net.Net.Nodes[output.Node].Shape.Size).ToArray())];

    public IProgram Open(Accelerator device, bool isHalf = false) => Net.Open(Model, device, isHalf);

    /// <summary>A pass of a program, compared with the interpreter and with the model on the CPU.</summary>
    public void Passes(IProgram program, int batch, bool isHalf = false)
    {
        var (inputs, outputs) = (Inputs(batch), Outputs(batch));
        program.Forward(inputs, outputs, batch);
        Check(outputs, batch, isHalf ? HalfTolerance : SingleTolerance);

        var onCpu = Outputs(batch);
        Net.OnCpu(Model, inputs, onCpu, batch);
        Check(onCpu, batch, SingleTolerance);
    }

    /// <summary>Outputs against the interpreter's.</summary>
    public void Check(float[][] outputs, int batch, double tolerance = SingleTolerance)
    {
        for (var port = 0; port < outputs.Length; port++)
        {
            var expected = Join(batch, n => _expected[n % Samples][port]);
            var limit = tolerance * Math.Max(1, expected.Max(Math.Abs));
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.True(
                    Math.Abs(expected[i] - outputs[port][i]) <= limit,
                    FormattableString.Invariant($"{Net} in batches of {batch}: {Net.Net.Outputs[port].Name}[{i}] is {outputs[port][i]}, not {expected[i]}"));
            }
        }
    }

    private T[] Join<T>(int batch, Func<int, T[]> sample)
    {
        var samples = Enumerable.Range(0, batch).Select(sample).ToList();
        IEnumerable<T> joined = Net.Net.Layout == BatchLayout.BatchFirst
            ? samples.SelectMany(values => values)
            : Enumerable.Range(0, samples[0].Length).SelectMany(feature => samples.Select(values => values[feature]));
        return [.. joined];
    }

    private static double[] InDouble(float[] values) => Array.ConvertAll(values, value => (double)value);
}
