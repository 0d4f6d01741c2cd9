using System;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Bounds;

/// <summary>The factor 4·B/√n · C of the bound of Theorem 4.4.1, and what must hold for it.</summary>
internal static class Rademacher
{
    /// <summary>4·B/√n · C with B at least 1: σ is at least √n by its definition, so that smaller inputs gain nothing.</summary>
    public static double Factor(double constant, long samples, double largestInput)
    {
        if (samples < 1)
            throw new ArgumentOutOfRangeException(nameof(samples), samples, "The bound is for at least 1 sample.");
        if (!double.IsFinite(largestInput) || largestInput < 0)
            throw new ArgumentOutOfRangeException(nameof(largestInput), largestInput, "B is the largest absolute value of an input: finite, at least 0.");

        return 4 * Math.Max(largestInput, 1) / Math.Sqrt(samples) * constant;
    }

    /// <summary>Refuses parameters that the theorem does not cover, and names the first.</summary>
    /// <exception cref="InvalidOperationException">A k-max-pool neuron has a bias that is not 0.</exception>
    public static void Check(BoundConstants constants, ParameterStore parameters)
    {
        foreach (var name in constants.PoolBiases)
        {
            foreach (var value in parameters[name])
            {
                if (value != 0)
                {
                    throw new InvalidOperationException(
                        FormattableString.Invariant($"Theorem 4.4.1 needs null biases on k-max-pool neurons, but '{name}' is {value}."));
                }
            }
        }
    }
}
