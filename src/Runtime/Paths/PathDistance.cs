using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Paths.Enclosures;
using NetSpec.Runtime.Paths.Metrics;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The ℓ¹-path-metric ‖Φ(θ) − Φ(θ')‖₁ of two parameters of one network whose signs agree, and the changes of outputs that
/// it bounds (Theorem 3.4.1).
/// </summary>
/// <remarks>
/// <para>Where |θ'| ≤ |θ| everywhere, or the reverse, it is ‖Φ(θ)‖₁ − ‖Φ(θ')‖₁ and exact (Lemma 3.4.1): pruning and
/// truncation towards zero. Where only the signs agree it is bounded by way of m = min(|θ|, |θ'|):
/// ‖Φ(θ)‖₁ + ‖Φ(θ')‖₁ − 2‖Φ(m)‖₁.</para>
/// <para>The norms are not subtracted; the pass carries their difference along, all of whose terms are non-negative. Its
/// relative error is of the order of 1e-16 for each layer and addition on the way, 1e-14 in all for deep networks, however
/// close the two parameters are. A batch-norm's a and c are rounded when they are made; where those of the two differ, what that
/// may hide counts as a difference.</para>
/// <para>Outputs are numbered through: the neurons of the first output of the spec, then those of the next.</para>
/// </remarks>
public sealed class PathDistance
{
    private readonly Magnitude[] _fromInputs, _fromBiases;
    private readonly double _margin;

    /// <param name="inputs">Of paths from inputs: the differences from θ down to m, and from θ' down to m, per output.</param>
    /// <param name="biases">The same of paths from biases.</param>
    /// <param name="margin">How far each may be below the truth, as a part of it.</param>
    internal PathDistance((Magnitude[] Down, Magnitude[] Up) inputs, (Magnitude[] Down, Magnitude[] Up) biases, double margin)
    {
        _margin = margin;
        _fromInputs = [.. inputs.Down.Zip(inputs.Up, (down, up) => down + up)];
        _fromBiases = [.. biases.Down.Zip(biases.Up, (down, up) => down + up)];
        var (fallen, risen) = (Sum(inputs.Down) + Sum(biases.Down), Sum(inputs.Up) + Sum(biases.Up));
        Value = fallen + risen;
        LowerBound = Difference(fallen, risen);
        IsExact = fallen.IsZero || risen.IsZero;
    }

    /// <summary>Whether <see cref="Value"/> is the distance; else it is an upper bound.</summary>
    public bool IsExact { get; }

    /// <summary>‖Φ(θ) − Φ(θ')‖₁, summed over all outputs, or the upper bound of the remarks.</summary>
    public Magnitude Value { get; }

    /// <summary>
    /// |‖Φ(θ)‖₁ − ‖Φ(θ')‖₁|, which the distance is never below (Section 3.4.3); the distance itself where that is exact.
    /// Else a difference, right to 1e-14 of <see cref="Value"/>.
    /// </summary>
    public Magnitude LowerBound { get; }

    /// <summary>‖Φ^I(θ) − Φ^I(θ')‖₁ per output neuron, or its upper bound: paths that start at inputs.</summary>
    public IReadOnlyList<Magnitude> FromInputs => _fromInputs;

    /// <summary>‖Φ^H(θ) − Φ^H(θ')‖₁ per output neuron, or its upper bound: paths that start at biases.</summary>
    public IReadOnlyList<Magnitude> FromBiases => _fromBiases;

    /// <summary>
    /// How far each output can move: |R_θ(x) − R_θ'(x)| ≤ ‖x‖_∞ ‖Φ^I(θ) − Φ^I(θ')‖₁ + ‖Φ^H(θ) − Φ^H(θ')‖₁, for every input
    /// of the given size (Equation (3.6)).
    /// </summary>
    /// <param name="inputSize">‖x‖_∞, the largest absolute value of an input.</param>
    /// <returns>A bound for each output neuron: a guarantee, rounded up by all that roundings can add up to.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or not finite.</exception>
    public Magnitude[] OutputChangeBound(double inputSize)
    {
        var size = new Magnitude(InputSize.Checked(inputSize));
        return [.. _fromInputs.Zip(_fromBiases, (inputs, biases) => RoundingMargin.Up((size * inputs) + biases, _margin, 4))];
    }

    /// <summary>
    /// How far all outputs together can move: ‖R_θ(x) − R_θ'(x)‖_r ≤ max(‖x‖_∞, 1) · ‖Φ(θ) − Φ(θ')‖₁ for every r ≥ 1
    /// (Corollary 3.4.1). A guarantee, rounded up by all that roundings can add up to; <see cref="Value"/> is to nearest.
    /// </summary>
    /// <param name="inputSize">‖x‖_∞, the largest absolute value of an input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or not finite.</exception>
    public Magnitude ChangeBound(double inputSize) =>
        RoundingMargin.Up(InputSize.AtLeastOne(inputSize) * Value, _margin, (2L * _fromInputs.Length) + 4);

    /// <summary>The distance, or the bounds between which it lies: <c>0.0123</c>, <c>0.01 to 0.0123</c>.</summary>
    public override string ToString() => IsExact ? Value.ToString() : $"{LowerBound} to {Value}";

    private static Magnitude Sum(Magnitude[] parts) => parts.Aggregate(Magnitude.Zero, (sum, part) => sum + part);

    private static Magnitude Difference(Magnitude a, Magnitude b)
    {
        var (large, small) = a >= b ? (a, b) : (b, a);
        if (small.IsZero)
            return large;

        var gap = (int)Math.Min(large.Exponent - small.Exponent, 2000);
        return new(large.Mantissa - Math.ScaleB(small.Mantissa, -gap), large.Exponent);
    }
}
