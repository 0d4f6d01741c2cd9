using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>Path norms of a network for given parameters, in double.</summary>
internal static class PathNorms
{
    /// <summary>The finite exponents of a norm are from 2 to minus this to 2 to this.</summary>
    private const double MostLog2 = 20;

    /// <summary>Σ |Φ_p|^q over the paths that end at each output neuron; for q = ∞ the largest |Φ_p|.</summary>
    public static Magnitude[] PowerSums(Architecture architecture, double[] theta, double q, PathStarts starts)
    {
        CheckExponent(q, nameof(q));
        CheckStarts(starts);
        return double.IsPositiveInfinity(q)
            ? PathSweep.Run(architecture, theta, new WeightPower(1), starts, default(MaxArithmetic))
            : PathSweep.Run(architecture, theta, new WeightPower(q), starts, default(SumArithmetic));
    }

    /// <summary>‖Φ^{→v}‖_q of its q-th power.</summary>
    public static Magnitude Root(Magnitude powerSum, double q) => double.IsPositiveInfinity(q) || powerSum.IsZero ? powerSum : powerSum.Pow(1 / q);

    /// <summary>‖(‖Φ^{→v}‖_q)_v‖_r of the q-th powers.</summary>
    public static Magnitude Reduce(ReadOnlySpan<Magnitude> powerSums, double q, double r)
    {
        CheckExponent(r, nameof(r));
        var total = Magnitude.Zero;
        foreach (var powerSum in powerSums)
        {
            // Where both exponents are one the powers are there already, and exact where the parameters allow it.
            var term = r == q || powerSum.IsZero ? powerSum : Root(powerSum, q);
            if (double.IsPositiveInfinity(r))
                total = term > total ? term : total;
            else
                total += r == q || term.IsZero ? term : term.Pow(r);
        }

        return Root(total, r);
    }

    /// <summary>Refuses what is none of the sets of paths.</summary>
    public static void CheckStarts(PathStarts starts)
    {
        if (starts is not (PathStarts.All or PathStarts.Inputs or PathStarts.Biases))
            throw new ArgumentOutOfRangeException(nameof(starts), starts, "Paths start at inputs, at biases, or at all of them.");
    }

    /// <summary>Refuses exponents that no norm here is computed for: beyond them a root has no digits left.</summary>
    public static void CheckExponent(double exponent, string name)
    {
        if (!(exponent > 0) || (!double.IsPositiveInfinity(exponent) && Math.Abs(Math.Log2(exponent)) > MostLog2))
            throw new ArgumentOutOfRangeException(name, exponent, $"The exponent of a norm is from 2^-{MostLog2} to 2^{MostLog2}, or infinite.");
    }
}
