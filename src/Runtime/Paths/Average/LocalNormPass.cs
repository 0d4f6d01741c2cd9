using System;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;
using NetSpec.Runtime.Paths.Gates;
using NetSpec.Runtime.Paths.Sweeps;

namespace NetSpec.Runtime.Paths.Average;

/// <summary>
/// The local norms ‖A(θ, x)ᵀΦ^{→v}(θ)‖₁ of one output v for a group of samples: one backward pass through the gates that
/// each x opens. The slopes arrive at the inputs; the intercept R(x) − ⟨∇R, x⟩ is the sum of slope times bias over all
/// active neurons, which does not cancel as that difference does. Where slopes are none for plain doubles,
/// <see cref="WideLocalNormPass"/> takes over.
/// </summary>
internal static class LocalNormPass
{
    /// <summary>The norm in each lane.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="theta">Its effective parameters.</param>
    /// <param name="gates">What is active.</param>
    /// <param name="output">The output neuron.</param>
    public static Magnitude[] Run(Architecture architecture, double[] theta, ForwardGates gates, NeuronPlace output)
    {
        var slopes = new Vector512<double>[architecture.Layers.Count][];
        slopes[output.Layer] = new Vector512<double>[architecture.Layers[output.Layer].Size];
        slopes[output.Layer][output.Index] = Vector512<double>.One;
        var (norm, intercept) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var index = output.Layer; index >= 0; index--)
        {
            if (slopes[index] is not { } here)
                continue;
            if (!PlainRange.Holds(here))
                return WideLocalNormPass.Run(architecture, theta, gates, output);

            var layer = architecture.Layers[index];
            if (layer.IsInput)
                norm += SumOfMagnitudes(here);
            else
                intercept += Biases(layer, theta, gates[index].Open, here);

            foreach (var input in layer.Inputs)
            {
                slopes[input] ??= new Vector512<double>[architecture.Layers[input].Size];
            }

            if (LaneMap.Covers(layer))
            {
                LaneMap.ApplyTransposed(layer, theta, here, slopes[layer.Inputs[0]]);
            }
            else
            {
                var sweep = new Slopes(theta, here, Array.ConvertAll([.. layer.Inputs], input => slopes[input]));
                gates.Visit(index, ref sweep);
            }

            slopes[index] = null!;
        }

        norm += Vector512.Abs(intercept);
        var results = new Magnitude[SampleGroup.Lanes];
        for (var lane = 0; lane < results.Length; lane++)
        {
            results[lane] = new(norm[lane]);
        }

        return results;
    }

    private static Vector512<double> SumOfMagnitudes(Vector512<double>[] slopes)
    {
        var sum = Vector512<double>.Zero;
        foreach (var slope in slopes)
        {
            sum += Vector512.Abs(slope);
        }

        return sum;
    }

    private static Vector512<double> Biases(Layer layer, double[] theta, Vector512<double>[]? open, Vector512<double>[] slopes)
    {
        var sum = Vector512<double>.Zero;
        for (var neuron = 0; neuron < slopes.Length; neuron++)
        {
            if (layer.BiasOf(neuron) is >= 0 and var bias)
                sum += (Vector512.Create(theta[bias]) * slopes[neuron]) & (open is null ? Vector512<double>.AllBitsSet : open[neuron]);
        }

        return sum;
    }
}
