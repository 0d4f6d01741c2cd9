using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Bounds;

/// <summary>The factor 4·B/√n · C of the bound of Theorem 4.4.1, and what must hold for it.</summary>
internal static class Rademacher
{
    /// <summary>4·B/√n · C with B at least 1: σ is at least √n by its definition, so that smaller inputs gain nothing.</summary>
    public static Magnitude Factor(double constant, long samples, double largestInput)
    {
        if (samples < 1)
            throw new ArgumentOutOfRangeException(nameof(samples), samples, "The bound is for at least 1 sample.");
        if (!double.IsFinite(largestInput) || largestInput < 0)
            throw new ArgumentOutOfRangeException(nameof(largestInput), largestInput, "B is the largest absolute value of an input: finite, at least 0.");

        return new Magnitude(4 * constant / Math.Sqrt(samples)) * new Magnitude(Math.Max(largestInput, 1));
    }

    /// <summary>Refuses what the theorem does not cover, and names the first of it.</summary>
    /// <exception cref="InvalidOperationException">A neuron is both input and output, or a k-max-pool neuron has a bias that is not 0.</exception>
    public static void Check(Architecture architecture, BoundConstants constants, ParameterStore parameters)
    {
        foreach (var output in architecture.Outputs)
        {
            if (architecture.Inputs.Contains(output))
                throw new InvalidOperationException($"Theorem 4.4.1 needs outputs that are no inputs, but '{architecture.Layers[output].Name}' is both.");
        }

        foreach (var name in constants.PoolBiases)
        {
            foreach (var value in parameters.ReadOnly[name])
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
