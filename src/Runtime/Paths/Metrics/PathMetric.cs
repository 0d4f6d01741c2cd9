using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Sweeps;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Metrics;

/// <summary>Computes a <see cref="PathDistance"/>, from |θ| down to min(|θ|, |θ'|) and up again to |θ'|.</summary>
internal static class PathMetric
{
    /// <param name="architecture">The network.</param>
    /// <param name="store">θ.</param>
    /// <param name="other">θ'.</param>
    /// <param name="margin">How far a sweep may be below the truth, as a part of it.</param>
    public static PathDistance Between(Architecture architecture, ParameterStore store, ParameterStore other, double margin)
    {
        var theta = AbsoluteParameters.Signed(architecture, store);
        var prime = AbsoluteParameters.Signed(architecture, other);
        CheckSigns(architecture, theta, prime);

        var (down, up, least) = (new double[theta.Length], new double[theta.Length], new double[theta.Length]);
        for (var i = 0; i < theta.Length; i++)
        {
            (theta[i], prime[i]) = (Math.Abs(theta[i]), Math.Abs(prime[i]));
            down[i] = Math.Max(theta[i] - prime[i], 0);
            up[i] = Math.Max(prime[i] - theta[i], 0);
        }

        Widen(architecture, (store, theta), (other, prime), down, up);
        for (var i = 0; i < least.Length; i++)
        {
            least[i] = Math.Min(theta[i], prime[i]);
        }

        return new(
            (Differences(architecture, theta, least, down, PathStarts.Inputs), Differences(architecture, prime, least, up, PathStarts.Inputs)),
            (Differences(architecture, theta, least, down, PathStarts.Biases), Differences(architecture, prime, least, up, PathStarts.Biases)),
            margin);
    }

    /// <summary>
    /// Makes of the a and c of batch-norms what they are at most, and of their differences what those are at most: where the two stores have the same
    /// numbers, 0. A difference may count as one down though it is one up; it bounds the change of outputs all the same.
    /// </summary>
    private static void Widen(
        Architecture architecture, (ParameterStore Store, double[] Theta) first, (ParameterStore Store, double[] Theta) second, double[] down, double[] up)
    {
        if (FoldingRoom.Of(architecture, first.Store) is not { } rooms || FoldingRoom.Of(architecture, second.Store) is not { } others)
            return;

        foreach (var norm in architecture.Layers.OfType<BatchNormLayer>())
        {
            for (var channel = 0; channel < norm.Shape.Channels; channel++)
            {
                int[] origins = [norm.Gamma + channel, norm.Beta + channel, norm.Mean + channel, norm.Variance + channel];
                var isSame = Array.TrueForAll(origins, origin => first.Store.ReadOnly.Values[origin] == second.Store.ReadOnly.Values[origin]);
                foreach (var place in origins.AsSpan(0, 2))
                {
                    var room = rooms[place] + others[place];
                    if (!isSame && room > 0)
                        (up[place] > 0 ? up : down)[place] += room;
                    first.Theta[place] += rooms[place];
                    second.Theta[place] += others[place];
                    rooms[place] = others[place] = 0;
                }
            }
        }
    }

    private static Magnitude[] Differences(Architecture architecture, double[] larger, double[] smaller, double[] gaps, PathStarts starts) =>
        Array.TrueForAll(gaps, gap => gap == 0)
            ? new Magnitude[architecture.Outputs.Sum(output => architecture.Layers[output].Size)]
            : DifferenceSweep.Run(architecture, larger, smaller, gaps, starts);

    private static void CheckSigns(Architecture architecture, double[] theta, double[] other)
    {
        foreach (var parameter in architecture.Parameters)
        {
            for (var i = 0; i < parameter.Size; i++)
            {
                var (mine, theirs) = (theta[parameter.Offset + i], other[parameter.Offset + i]);
                if ((mine > 0 && theirs < 0) || (mine < 0 && theirs > 0))
                    throw new ArgumentException($"{ParameterPlace.Describe(parameter, i)}{Meaning(architecture, parameter)} is "
                        + $"{ParameterPlace.Text(mine)} here and {ParameterPlace.Text(theirs)} in the other store; the distance of two path-liftings "
                        + $"is computed, and bounds anything, only when no parameter changes its sign.", nameof(other));
            }
        }
    }

    private static string Meaning(Architecture architecture, ParameterInfo parameter)
    {
        foreach (var norm in architecture.Layers.OfType<BatchNormLayer>())
        {
            if (norm.Gamma == parameter.Offset)
                return ", the batch-norm's factor γ/√(s+ε),";
            if (norm.Beta == parameter.Offset)
                return ", the batch-norm's shift β − γμ/√(s+ε),";
        }

        return "";
    }
}
