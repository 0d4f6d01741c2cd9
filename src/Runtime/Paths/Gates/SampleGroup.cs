using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Gates;

/// <summary>Samples that go through the network together, one in each lane of a vector; lanes to spare hold zeros.</summary>
internal sealed class SampleGroup
{
    /// <summary>The most samples of a group.</summary>
    public const int Lanes = 8;

    private SampleGroup(int count, Vector512<double>[][] inputs) => (Count, Inputs) = (count, inputs);

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    /// <summary>The values of the input neurons, in the order of <see cref="Architecture.Inputs"/>.</summary>
    public Vector512<double>[][] Inputs { get; }

    /// <summary>The sample of a lane, as <see cref="Single"/> gives it.</summary>
    public double[][] Lane(int lane) => Array.ConvertAll(Inputs, input => Array.ConvertAll(input, lanes => lanes[lane]));

    /// <summary>The number of input neurons of all inputs.</summary>
    public static int Width(Architecture architecture) => architecture.Inputs.Sum(input => architecture.Layers[input].Size);

    /// <summary>A group.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="samples">At most <see cref="Lanes"/>; each holds all inputs one after another.</param>
    /// <param name="first">The number of the first sample, for messages.</param>
    /// <exception cref="ArgumentException">A sample has another length, or holds NaN or infinity.</exception>
    public static SampleGroup Of(Architecture architecture, IReadOnlyList<float[]> samples, long first = 0)
    {
        var width = Width(architecture);
        for (var lane = 0; lane < samples.Count; lane++)
        {
            Check(samples[lane], width, first + lane);
        }

        var inputs = new Vector512<double>[architecture.Inputs.Count][];
        var lanes = new double[Lanes];
        var offset = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = new Vector512<double>[architecture.Layers[architecture.Inputs[i]].Size];
            for (var neuron = 0; neuron < inputs[i].Length; neuron++, offset++)
            {
                for (var lane = 0; lane < samples.Count; lane++)
                {
                    lanes[lane] = samples[lane][offset];
                }

                inputs[i][neuron] = Vector512.Create(lanes);
            }
        }

        return new(samples.Count, inputs);
    }

    /// <summary>One sample by itself: the values of the input neurons, in the order of <see cref="Architecture.Inputs"/>.</summary>
    /// <exception cref="ArgumentException">It has another length than the inputs, or holds NaN or infinity.</exception>
    public static double[][] Single(Architecture architecture, float[] sample)
    {
        Check(sample, Width(architecture), 0);
        var inputs = new double[architecture.Inputs.Count][];
        var offset = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            var size = architecture.Layers[architecture.Inputs[i]].Size;
            inputs[i] = Array.ConvertAll(sample[offset..(offset + size)], value => (double)value);
            offset += size;
        }

        return inputs;
    }

    private static void Check(float[] sample, int width, long number)
    {
        if (sample is null)
            throw new ArgumentException($"Sample {number} is null.");
        if (sample.Length != width)
            throw new ArgumentException($"Sample {number} has {sample.Length} numbers; the network's inputs have {width}.");

        var bad = Array.FindIndex(sample, value => !float.IsFinite(value));
        if (bad >= 0)
            throw new ArgumentException(FormattableString.Invariant($"Sample {number} holds {sample[bad]} at {bad}; inputs are finite."));
    }
}
