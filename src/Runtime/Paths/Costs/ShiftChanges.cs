using System;
using System.Collections.Generic;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Costs;

/// <summary>
/// What pruning γ and β of batch-norms does to their shifts c = β − aμ, times what c's paths go on to: without γ the shift becomes β, without β it
/// becomes −aμ, and only without both is it 0.
/// </summary>
/// <remarks>
/// A shift may grow by that, or change its sign. The bound holds all the same: of two networks that differ in pruned weights and in biases, change first
/// the weights, at most by their costs, then the biases, each of which moves the outputs by |Δc| times the weights' paths behind it.
/// </remarks>
internal sealed class ShiftChanges
{
    private readonly List<Shift> _shifts = [];
    private readonly HashSet<int> _places = [];

    /// <param name="architecture">The network.</param>
    /// <param name="values">Its parameters as they are in the store.</param>
    /// <param name="costs">The costs, with their slopes at shifts.</param>
    /// <param name="theta">|θ|: what |c| is at most.</param>
    public ShiftChanges(Architecture architecture, ReadOnlySpan<float> values, CostTable costs, double[] theta)
    {
        foreach (var layer in architecture.Layers)
        {
            if (layer is not BatchNormLayer { IsAffine: true } norm)
                continue;

            for (var channel = 0; channel < norm.Shape.Channels; channel++)
            {
                var (gamma, beta) = (norm.Gamma + channel, norm.Beta + channel);
                if (_places.Add(beta))
                    _shifts.Add(new(gamma, beta, Math.Abs(theta[gamma] * values[norm.Mean + channel]), Math.Abs(values[beta]), theta[beta], costs.Slope(beta)));
            }
        }
    }

    /// <summary>Whether the parameter at an index is the shift of a batch-norm.</summary>
    public bool Contains(int index) => _places.Contains(index);

    /// <summary>Σ |Δc| · ∂‖Φ‖₁/∂c.</summary>
    /// <param name="mask">What is pruned.</param>
    public Magnitude Sum(PruningMask mask)
    {
        var sum = Magnitude.Zero;
        foreach (var shift in _shifts)
        {
            var change = (mask[shift.Gamma], mask[shift.Beta]) switch
            {
                (true, true) => shift.Whole,
                (true, false) => shift.OfGamma,
                (false, true) => shift.OfBeta,
                _ => 0,
            };
            sum += new Magnitude(change) * shift.Slope;
        }

        return sum;
    }

    /// <param name="Gamma">The index of γ.</param>
    /// <param name="Beta">The index of β.</param>
    /// <param name="OfGamma">|aμ|.</param>
    /// <param name="OfBeta">|β|.</param>
    /// <param name="Whole">|c|.</param>
    /// <param name="Slope">∂‖Φ‖₁/∂c.</param>
    private sealed record Shift(int Gamma, int Beta, double OfGamma, double OfBeta, double Whole, Magnitude Slope);
}
