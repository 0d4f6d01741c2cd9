using System;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The bound on the probability of misclassification (Theorem 4.1.2, Eq. 4.14) at the margin γ where it is least: with
/// probability 1 − δ over the training set, risk ≤ mean γ-margin loss + (2/γ)·4·B/√n·C·‖Φ(θ)‖₁ + 3·√(ln(2/δ)/(2n)).
/// </summary>
/// <remarks>
/// A probability is at most 1 in any case: a value of 1 or more says nothing, and then no γ is given. What
/// <see cref="GeneralizationGapBound"/> says of the class of parameters holds here too.
/// </remarks>
public sealed class MisclassificationBound
{
    private readonly double _smallestLoss;

    internal MisclassificationBound(MarginDistribution margins, GeneralizationGapBound atOne, double delta)
    {
        if (!(delta is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "The probability δ that the bound fails is between 0 and 1.");

        Confidence = 3 * Math.Sqrt(Math.Log(2 / delta) / (2.0 * margins.Count));
        PathNorm = atOne.PathNorm;
        PathNormNeeded = new Magnitude(Math.Max(margins.LargestComplexity(1 - Confidence), 0)) * atOne.PathNormForOne;
        _smallestLoss = margins.ErrorRate;
        LargestMargin = margins.Sorted[^1];
        if (margins.Minimise(atOne.Value.Value) is not { } least || least.Value + Confidence >= 1)
            return;

        Gamma = least.Gamma;
        TrainingLoss = margins.MeanLoss(least.Gamma);
        Complexity = least.Value - TrainingLoss.Value;
        Value = least.Value + Confidence;
    }

    /// <summary>Whether some γ gives a bound below 1.</summary>
    public bool IsInformative => Gamma is not null;

    /// <summary>The best γ; null when no γ is informative.</summary>
    public double? Gamma { get; }

    /// <summary>The bound at the best γ; null when no γ is informative.</summary>
    public double? Value { get; }

    /// <summary>The first term at the best γ, the mean γ-margin loss.</summary>
    public double? TrainingLoss { get; }

    /// <summary>The second term at the best γ.</summary>
    public double? Complexity { get; }

    /// <summary>The third term, 3·√(ln(2/δ)/(2n)), the same for all γ.</summary>
    public double Confidence { get; }

    /// <summary>The largest margin of the data.</summary>
    public double LargestMargin { get; }

    /// <summary>‖Φ(θ)‖₁.</summary>
    public Magnitude PathNorm { get; }

    /// <summary>The path norm that a network with these margins would have to stay below for some γ to be informative; 0 when none would do.</summary>
    public Magnitude PathNormNeeded { get; }

    /// <summary>The bound with its terms, or why there is none.</summary>
    public override string ToString() => IsInformative
        ? FormattableString.Invariant(
            $"{Value:g4} at γ = {Gamma:g4}: {TrainingLoss:g4} (margin loss) + {Complexity:g4} (path norm) + {Confidence:g4} (confidence)")
        : PathNormNeeded.IsZero
            ? FormattableString.Invariant(
                $"no γ is informative, whatever the path norm: {_smallestLoss:g4} (training error) + {Confidence:g4} (confidence) leave no room below 1")
            : FormattableString.Invariant(
                $"no γ is informative: with margins up to {LargestMargin:g4} the path norm would have to be below {PathNormNeeded}, and is {PathNorm}");
}
