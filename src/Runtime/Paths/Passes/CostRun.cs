using System;
using NetSpec.Runtime.Paths.Costs;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>Makes costs of sums for one layer and what is folded into it, parameter by parameter.</summary>
/// <param name="sums">The sums of the pass.</param>
/// <param name="costs">Where costs go.</param>
/// <param name="channels">Channels of the layer.</param>
internal sealed unsafe class CostRun(float* sums, CostTable costs, int channels)
{
    /// <summary>
    /// Sums below this part of their bound could have lost digits below the range of a float. What a pass loses there is at
    /// most 2^-149 for each of some 2^20 terms on the way to a value and back, at 2^16 positions, in units that exceed bounds
    /// by 2^64 at most: 2^-49 of the bound, and a millionth of what is 2^-29 of it.
    /// </summary>
    public const double Least = 1.0 / (1 << 29);

    /// <summary>A sum of the pass.</summary>
    public float Sum(int index) => sums[index];

    /// <summary>Where costs go.</summary>
    public CostTable Costs => costs;

    /// <summary>The costs of all that entered each channel so far.</summary>
    public Magnitude[] Totals { get; } = new Magnitude[channels];

    /// <summary>Costs of factors of their own, or of biases.</summary>
    /// <param name="from">What the factors multiply; null for biases.</param>
    /// <param name="gradient">The gradient behind.</param>
    /// <param name="numbers">|·|^q of the parameters.</param>
    /// <param name="first">The first sum.</param>
    /// <param name="offset">The first parameter in the store; -1 where they are none, and their costs only part of others.</param>
    /// <param name="isShared">Whether that parameter is the one of all channels.</param>
    public void Channels(ScaledValue? from, ScaledValue gradient, double[] numbers, int first, int offset, bool isShared = false)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            var (bound, unit) = (gradient.Bounds[i], gradient.Units[i]);
            if (from is not null)
                (bound, unit) = (bound * from.Bounds[i], unit * from.Units[i]);
            if (bound.IsZero || (numbers[i] == 0 && (from is not null || offset < 0)))
                continue;

            // The slope at a shift of 0 counts where pruning makes another of it; it is no cost that could be an estimate.
            var found = new Magnitude(Sum(first + i)) * unit;
            var least = bound * new Magnitude(Least);
            var sum = numbers[i] != 0 ? Certain(found, bound) : found > least ? found : least;
            if (from is null && offset >= 0)
                costs.AddSlope(offset + i, sum);
            var cost = sum * new Magnitude(numbers[i]);
            if (offset >= 0)
                costs.Add(isShared ? offset : offset + i, cost);
            Totals[i] += cost;
        }
    }

    /// <summary>The costs so far, as those of the factors that come next.</summary>
    /// <param name="offset">The first factor in the store.</param>
    public void Entering(int offset)
    {
        for (var i = 0; i < Totals.Length; i++)
        {
            costs.Add(offset + i, Totals[i]);
        }
    }

    /// <summary>A sum, or what it is at most where the range of a float may not have sufficed for it.</summary>
    public Magnitude Certain(Magnitude sum, Magnitude bound)
    {
        var least = bound * new Magnitude(Least);
        if (sum >= least)
            return sum;

        costs.CountEstimate();
        return least;
    }
}
