using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The margins of a network on a labelled data set: the output of the right class minus the largest of the others,
/// negative exactly where the network is wrong (thesis, Section 4.1.3 and Appendix E.1).
/// </summary>
public sealed class MarginDistribution
{
    private readonly double[] _sorted;
    private readonly Magnitude[] _positiveSums;

    /// <param name="margins">A margin a sample, finite, in any order; at least one.</param>
    public MarginDistribution(IEnumerable<double> margins)
    {
        ArgumentNullException.ThrowIfNull(margins);
        _sorted = [.. margins];
        if (_sorted.Length == 0)
            throw new ArgumentException("There are no margins; a distribution is one of at least 1 sample.", nameof(margins));
        if (Array.FindIndex(_sorted, margin => !double.IsFinite(margin)) is >= 0 and var odd)
            throw new ArgumentException(FormattableString.Invariant($"The margin of sample {odd} is {_sorted[odd]}; margins are finite."), nameof(margins));

        Array.Sort(_sorted);
        _positiveSums = new Magnitude[_sorted.Length + 1];
        for (var i = 0; i < _sorted.Length; i++)
        {
            _positiveSums[i + 1] = _positiveSums[i] + new Magnitude(Math.Max(_sorted[i], 0));
        }
    }

    /// <summary>n, the number of samples.</summary>
    public int Count => _sorted.Length;

    /// <summary>The margins in ascending order.</summary>
    public IReadOnlyList<double> Sorted => _sorted;

    /// <summary>The share of samples whose margin is not positive: the top-1 error, ties counted as errors.</summary>
    public double ErrorRate => (double)UpTo(0) / Count;

    /// <summary>The margins of outputs that are there already.</summary>
    /// <param name="outputs">samples x classes.</param>
    /// <param name="labels">The right class of each sample, from 0.</param>
    /// <returns>A margin a sample, in the order of the samples.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, there are fewer than 2 classes, or a label is no class.</exception>
    public static double[] Margins(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
    {
        if (labels.Length == 0 || outputs.Length % labels.Length != 0 || outputs.Length / labels.Length < 2)
        {
            throw new ArgumentException(
                $"'{nameof(outputs)}' holds {outputs.Length} floats for {labels.Length} labels; there is at least 1 label, and for each as many "
                + $"floats as there are classes, at least 2.", nameof(outputs));
        }

        var classes = outputs.Length / labels.Length;
        var margins = new double[labels.Length];
        for (var i = 0; i < margins.Length; i++)
        {
            CheckLabel(labels[i], i, classes, nameof(labels));
            var scores = outputs.Slice(i * classes, classes);
            var other = double.NegativeInfinity;
            for (var c = 0; c < classes; c++)
            {
                if (c != labels[i])
                    other = Math.Max(other, scores[c]);
            }

            margins[i] = scores[labels[i]] - other;
        }

        return margins;
    }

    /// <summary>The margin that a share q of the samples is at or below.</summary>
    /// <param name="q">From 0 to 1; 0 gives the smallest margin.</param>
    public double Quantile(double q)
    {
        if (!(q is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(q), q, "A quantile is of a share from 0 to 1.");

        return _sorted[Math.Max((int)Math.Ceiling(q * Count) - 1, 0)];
    }

    /// <summary>The mean γ-margin loss (Eq. 4.13): the first term of the margin bound, between the top-1 error and the share of margins below γ.</summary>
    /// <param name="gamma">γ, positive and finite.</param>
    public double MeanLoss(double gamma)
    {
        if (!double.IsFinite(gamma) || gamma <= 0)
            throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "A margin γ is positive and finite.");

        var below = UpTo(gamma);
        return Math.Max(below - (_positiveSums[below] / new Magnitude(gamma)).Value, UpTo(0)) / Count;
    }

    /// <summary>The γ > 0 at which <see cref="MeanLoss"/> + <paramref name="complexity"/>/γ is least, and that value.</summary>
    /// <remarks>
    /// Between two neighbouring margins the sum is a constant plus a multiple of 1/γ, so it is least at a positive margin; if
    /// only beyond the largest, it falls to 1 there and never below. Null then, and where no margin is positive.
    /// </remarks>
    internal (double Gamma, double Value)? Minimise(double complexity)
    {
        (double Gamma, double Value)? best = null;
        for (var i = UpTo(0); i < Count; i++)
        {
            var value = MeanLoss(_sorted[i]) + (complexity / _sorted[i]);
            if (value < (best?.Value ?? 1))
                best = (_sorted[i], value);
        }

        return best;
    }

    /// <summary>The complexity below which some γ makes <see cref="MeanLoss"/> + complexity/γ less than a value; not positive if none does.</summary>
    internal double LargestComplexity(double value)
    {
        var largest = 0.0;
        for (var i = UpTo(0); i < Count; i++)
        {
            largest = Math.Max(largest, (value - MeanLoss(_sorted[i])) * _sorted[i]);
        }

        return largest;
    }

    /// <summary>Where the margins lie: <c>360 margins from -0.52 to 9.13, median 5.21; 0.28 % not positive</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count:n0} {(Count == 1 ? "margin" : "margins")} from {_sorted[0]:g3} to {_sorted[^1]:g3}, "
        + $"median {Quantile(0.5):g3}; {100 * ErrorRate:0.##} % not positive");

    /// <summary>Refuses a label that is no class.</summary>
    internal static void CheckLabel(int label, int sample, int classes, string parameter)
    {
        if ((uint)label >= (uint)classes)
            throw new ArgumentException($"The label of sample {sample} is {label}; the classes are 0 to {classes - 1}.", parameter);
    }

    /// <summary>The number of margins that are at most a value.</summary>
    private int UpTo(double value)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _sorted[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
