using System;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The bound 4·B/√n · C · L · ‖Φ(θ)‖₁ on the expected gap between the risk and the training error (Theorems 4.1.1 and
/// 4.4.1, Section 7.2.1), with what it is made of.
/// </summary>
/// <remarks>
/// To the letter it bounds the gap for a class of parameters whose path norms are all at most r, and puts r for ‖Φ(θ)‖₁.
/// That the trained parameters of every training set lie in the class is assumed, and not implied by the norm of one of
/// them (thesis, Section 7.3.1).
/// </remarks>
public sealed class GeneralizationGapBound
{
    private readonly Magnitude _perUnit;

    internal GeneralizationGapBound(double constant, Magnitude perUnit, Loss loss, Magnitude pathNorm)
    {
        (Constant, _perUnit, Loss, PathNorm) = (constant, perUnit, loss, pathNorm);
    }

    /// <summary>C of Theorem 4.4.1, or the sharpened one.</summary>
    public double Constant { get; }

    /// <summary>4·B/√n · C: what Table 7.1 of the thesis lists. Infinite where B takes it beyond the range of a double.</summary>
    public double PerUnit => _perUnit.Value;

    /// <summary>The loss.</summary>
    public Loss Loss { get; }

    /// <summary>‖Φ(θ)‖₁.</summary>
    public Magnitude PathNorm { get; }

    /// <summary>The bound.</summary>
    public Magnitude Value => _perUnit * new Magnitude(Loss.LipschitzConstant) * PathNorm;

    /// <summary>The path norm at which the bound is 1. A bound says little unless the path norm is below it (thesis, Section 7.2.1).</summary>
    public Magnitude PathNormForOne => Magnitude.One / (_perUnit * new Magnitude(Loss.LipschitzConstant));

    /// <summary>The product with its factors: <c>2.9e29 = 0.0881 (4BC/√n, C = 9.395) x 1.4142 (cross-entropy) x 2.4475e30 (path norm)</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Value} = {PerUnit:g4} (4BC/√n, C = {Constant:g4}) x {Loss.LipschitzConstant:g5} ({Loss.Name}) x {PathNorm} (path norm)");
}
