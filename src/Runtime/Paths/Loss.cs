using System;

namespace NetSpec.Runtime.Paths;

/// <summary>A loss that is L-Lipschitz in the network's output with respect to the Euclidean norm: what Theorem 4.1.1 asks of it.</summary>
public sealed record Loss
{
    private Loss(string name, double lipschitzConstant) => (Name, LipschitzConstant) = (name, lipschitzConstant);

    /// <summary>The cross-entropy of the softmax, L = √2 (Example 4.1.1).</summary>
    public static Loss CrossEntropy { get; } = new("cross-entropy", Math.Sqrt(2));

    /// <summary>What to call it.</summary>
    public string Name { get; }

    /// <summary>L.</summary>
    public double LipschitzConstant { get; }

    /// <summary>The γ-margin loss, L = 2/γ (Eq. 4.13): 0 beyond a margin of γ, 1 below 0, straight in between. It is never below the top-1 error.</summary>
    /// <param name="gamma">γ, positive and finite, and not so small that 2/γ is no double.</param>
    public static Loss Margin(double gamma) => double.IsFinite(gamma) && gamma > 0 && double.IsFinite(2 / gamma)
        ? new(FormattableString.Invariant($"{gamma:g4}-margin loss"), 2 / gamma)
        : throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "A margin γ is positive and finite, and so is 2/γ.");

    /// <summary>Any other loss.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="constant">L, positive and finite.</param>
    public static Loss Lipschitz(string name, double constant)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return double.IsFinite(constant) && constant > 0
            ? new(name, constant)
            : throw new ArgumentOutOfRangeException(nameof(constant), constant, "A Lipschitz constant is positive and finite.");
    }
}
