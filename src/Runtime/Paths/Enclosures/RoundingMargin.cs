using System;
using System.Linq;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Enclosures;

/// <summary>
/// How far norms, costs and distances of a pass may lie from the truth, as a part of them. All that a pass adds and multiplies is
/// at least zero, so nothing cancels: with n roundings on the way to a result, its relative error is at most
/// γ = n u / (1 − n u), whatever the order of the sums (Higham, Accuracy and Stability of Numerical Algorithms, chapter 3). u is 2^-24 for
/// floats and 2^-53 for doubles.
/// </summary>
internal static class RoundingMargin
{
    private const double SingleUnit = 1.0 / (1 << 24);

    // What becomes of a weight before a sum has it: factors of batch-norms, means of pools, units.
    private const int RoundingsOfALayer = 8;

    /// <summary>γ of a pass in floats; infinity where that many roundings leave no digit certain.</summary>
    public static double Single(Architecture architecture) => Of(Roundings(architecture), SingleUnit);

    /// <summary>γ of a pass in doubles.</summary>
    public static double Double(Architecture architecture) => Of(Roundings(architecture), Rounding.Unit);

    /// <summary>γ for the r-norm over all outputs of results that each have a margin. Powers and roots are good to a few units each.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="norm">The r-norm, not 0.</param>
    /// <param name="r">The exponent.</param>
    public static double Double(Architecture architecture, Magnitude norm, double r)
    {
        var outputs = architecture.Outputs.Sum(output => (long)architecture.Layers[output].Size);
        var reduction = ((16 + outputs) * Math.Max(1, 1 / r)) + Math.Abs(norm.Log2);
        return Of(Roundings(architecture) + (long)Math.Ceiling(4 * reduction), Rounding.Unit);
    }

    /// <summary>A number not below any whose computed value this is.</summary>
    /// <param name="value">What was computed.</param>
    /// <param name="margin">How far it may be below the truth, as a part of the value.</param>
    /// <param name="roundings">How many operations in double were made of it since, at most.</param>
    public static Magnitude Up(Magnitude value, double margin, long roundings)
    {
        if (value.IsZero)
            return value;

        // Twice what is needed covers the roundings of the factor itself.
        var up = value * new Magnitude((1 + (2 * margin)) * (1 + (2 * (roundings + 4) * Rounding.Unit)));
        return new(Math.BitIncrement(up.Mantissa), up.Exponent);
    }

    /// <summary>
    /// Every layer rounds a value forward once for each edge into a neuron, or a gradient back once for each edge out
    /// of one, and a cost is a sum over positions.
    /// </summary>
    private static long Roundings(Architecture architecture) =>
        architecture.Layers.Sum(layer => Math.Max(layer.FanIn, layer.FanOut) + layer.Inputs.Count + RoundingsOfALayer)
            + architecture.Layers.Max(layer => (long)layer.Shape.Height * layer.Shape.Width);

    private static double Of(long roundings, double unit)
    {
        var error = roundings * unit;
        return error < 0.5 ? error / (1 - error) : double.PositiveInfinity;
    }
}
