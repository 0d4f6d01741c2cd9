using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>
/// The pass of Theorem 3.1.1 over the graph of a network: every neuron takes the sum, or another combination, of what its
/// antecedents have, times |θ|^q of the edges, and |θ|^q of its bias; inputs have ones. Each layer is done once and its
/// values are let go after their last reader. Numbers of one channel have one exponent; where that could lose digits,
/// <see cref="WidePathSweep"/> takes over.
/// </summary>
internal static class PathSweep
{
    /// <summary>The values of all output neurons, in the order of the spec.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="theta">Its parameters, as <see cref="EffectiveParameters"/> gives them.</param>
    /// <param name="power">What an edge or bias contributes.</param>
    /// <param name="starts">Which paths count.</param>
    /// <param name="arithmetic">How paths are combined.</param>
    public static Magnitude[] Run<TArithmetic>(Architecture architecture, double[] theta, WeightPower power, PathStarts starts, TArithmetic arithmetic)
        where TArithmetic : struct, IPathArithmetic
    {
        var context = new SweepContext<TArithmetic>(arithmetic, theta, power, starts != PathStarts.Inputs);
        var lastReaders = LastReaders(architecture);
        var values = new LayerValues?[architecture.Layers.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var layer = architecture.Layers[i];
            var operands = new LayerValues[layer.Inputs.Count];
            for (var j = 0; j < operands.Length; j++)
            {
                operands[j] = values[layer.Inputs[j]]!;
            }

            // A layer that reads one operand last, and alone, may write over it.
            var mayOverwrite = operands.Length == 1 && lastReaders[layer.Inputs[0]] == i && operands[0].Holders == 1;
            var result = layer.IsInput
                ? LayerValues.Constant(layer.Shape.Channels, layer.Shape.Height * layer.Shape.Width, starts == PathStarts.Biases ? 0 : 1)
                : LayerStep.Run(layer, operands, mayOverwrite, context);
            if (context.IsWide)
                return WidePathSweep.Run(architecture, theta, power, starts, arithmetic);

            result.Holders++;
            values[i] = result;
            foreach (var input in layer.Inputs)
            {
                if (lastReaders[input] == i && values[input] is { } done)
                {
                    done.Holders--;
                    values[input] = null;
                }
            }

            if (lastReaders[i] < 0)
            {
                result.Holders--;
                values[i] = null;
            }
        }

        return Outputs(architecture, values);
    }

    /// <summary>For each layer the last one that reads it; -1 for one that nobody reads, and no layer at all for a result.</summary>
    private static int[] LastReaders(Architecture architecture)
    {
        var last = new int[architecture.Layers.Count];
        Array.Fill(last, -1);
        for (var i = 0; i < last.Length; i++)
        {
            foreach (var input in architecture.Layers[i].Inputs)
            {
                last[input] = i;
            }
        }

        foreach (var output in architecture.Outputs)
        {
            last[output] = int.MaxValue;
        }

        return last;
    }

    private static Magnitude[] Outputs(Architecture architecture, LayerValues?[] values)
    {
        var count = 0;
        foreach (var output in architecture.Outputs)
        {
            count += architecture.Layers[output].Size;
        }

        var results = new Magnitude[count];
        var next = 0;
        foreach (var output in architecture.Outputs)
        {
            for (var neuron = 0; neuron < architecture.Layers[output].Size; neuron++)
            {
                results[next++] = values[output]![neuron];
            }
        }

        return results;
    }
}
