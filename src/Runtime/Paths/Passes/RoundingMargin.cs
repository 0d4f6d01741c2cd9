using System;
using System.Linq;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>
/// How far the costs of a single-precision pass may lie from the truth, as a part of them. All that the pass adds and multiplies is
/// at least zero, so nothing cancels: with n roundings on the way to a result, its relative error is at most
/// γ = n u / (1 − n u), u = 2^-24, whatever the order of the sums (Higham, Accuracy and Stability of Numerical Algorithms, chapter 3).
/// </summary>
internal static class RoundingMargin
{
    private const double UnitRoundoff = 1.0 / (1 << 24);

    // What becomes of a weight before a sum has it: factors of batch-norms, means of pools, units.
    private const int RoundingsOfALayer = 8;

    /// <summary>
    /// γ for a cost: every layer rounds a value forward once for each edge into a neuron, or a gradient back once for each edge out
    /// of one, and the cost itself is a sum over positions.
    /// </summary>
    /// <returns>Infinity where that many roundings leave no digit certain.</returns>
    public static double Of(Architecture architecture)
    {
        var roundings = architecture.Layers.Sum(layer => Math.Max(layer.FanIn, layer.FanOut) + layer.Inputs.Count + RoundingsOfALayer)
            + architecture.Layers.Max(layer => (long)layer.Shape.Height * layer.Shape.Width);
        var error = roundings * UnitRoundoff;
        return error < 0.5 ? error / (1 - error) : double.PositiveInfinity;
    }
}
