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
    public static PathDistance Between(Architecture architecture, ParameterStore store, ParameterStore other)
    {
        var theta = AbsoluteParameters.Signed(architecture, store);
        var prime = AbsoluteParameters.Signed(architecture, other);
        CheckSigns(architecture, theta, prime);

        var least = new double[theta.Length];
        for (var i = 0; i < theta.Length; i++)
        {
            (theta[i], prime[i]) = (Math.Abs(theta[i]), Math.Abs(prime[i]));
            least[i] = Math.Min(theta[i], prime[i]);
        }

        return new(
            (Differences(architecture, theta, least, PathStarts.Inputs), Differences(architecture, prime, least, PathStarts.Inputs)),
            (Differences(architecture, theta, least, PathStarts.Biases), Differences(architecture, prime, least, PathStarts.Biases)));
    }

    private static Magnitude[] Differences(Architecture architecture, double[] larger, double[] smaller, PathStarts starts) =>
        larger.AsSpan().SequenceEqual(smaller)
            ? new Magnitude[architecture.Outputs.Sum(output => architecture.Layers[output].Size)]
            : DifferenceSweep.Run(architecture, larger, smaller, starts);

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
