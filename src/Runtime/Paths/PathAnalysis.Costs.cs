using System;
using System.Linq;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Costs;
using NetSpec.Runtime.Paths.Enclosures;
using NetSpec.Runtime.Paths.Masks;
using NetSpec.Runtime.Paths.Metrics;
using NetSpec.Runtime.Paths.Sweeps;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>
    /// The Φ-cost of every parameter, θ ⊙ ∇‖Φ(θ)‖₁, by one sweep forward and one backward (Section 3.5.1).
    /// </summary>
    /// <remarks>
    /// All terms are non-negative, so nothing cancels: relative errors are of the order of 1e-15 times the depth, and the
    /// costs of dyadic parameters of few bits are exact. No value overflows or underflows, whatever the depth, and a cost
    /// that is tiny next to the norm has all its digits.
    /// </remarks>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite.</exception>
    public PathCosts Costs()
    {
        var theta = CostParameters();
        var (norm, costs) = CostSweep.Run(Architecture, theta);
        return new(Parameters.Layout, norm, costs, Description.ReusedParameters)
        {
            Margin = RoundingMargin.Double(Architecture),
            Shifts = ShiftChangesOf(costs, theta),
        };
    }

    /// <summary>|θ|, and of the shifts of batch-norms, whose digits may cancel, what they are at most: guarantees are made of costs.</summary>
    private double[] CostParameters()
    {
        var theta = AbsoluteParameters.Of(Architecture, Parameters);
        if (FoldingRoom.Of(Architecture, Parameters) is not { } rooms)
            return theta;

        foreach (var norm in Architecture.Layers.OfType<BatchNormLayer>())
        {
            for (var shift = norm.Beta; shift < norm.Beta + norm.Shape.Channels; shift++)
            {
                theta[shift] += rooms[shift];
                rooms[shift] = 0;
            }
        }

        return theta;
    }

    private ShiftChanges? ShiftChangesOf(CostTable costs, double[] theta) =>
        Architecture.Layers.Any(layer => layer is BatchNormLayer { IsAffine: true }) ? new(Architecture, Parameters.ReadOnly.Values, costs, theta) : null;

    /// <summary>
    /// Magnitude pruning: it prunes the given share of every tensor, that with the smallest absolute values. Rescaling neurons changes what
    /// it prunes; <see cref="PathCosts.LayerwiseMask"/> and <see cref="PathCosts.GlobalMask"/> do not depend on it.
    /// </summary>
    /// <param name="fraction">The share of each tensor that is pruned, from 0 to 1; rounded down to whole elements.</param>
    /// <param name="roles">Which tensors are pruned.</param>
    /// <remarks>Among equal magnitudes the parameter that comes first in the store goes first.</remarks>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite.</exception>
    public PruningMask MagnitudeMask(double fraction, PrunableRoles roles = PrunableRoles.Weights) =>
        MaskSelection.Layerwise(Parameters.Layout, AbsoluteParameters.Of(Architecture, Parameters), fraction, roles);

    /// <summary>
    /// The ℓ¹-path-metric ‖Φ(θ) − Φ(θ')‖₁ between the network's parameters and others of equal signs: exact when one of the
    /// two is nowhere larger than the other (Lemma 3.4.1), else an upper bound.
    /// </summary>
    /// <param name="other">θ', parameters of the same network.</param>
    /// <remarks>Signs and sizes are those of the parameters of the model: for a batch-norm those of a and c, not of γ and β
    /// (<see cref="Graphs.EffectiveParameters"/>).</remarks>
    /// <exception cref="ArgumentException">A parameter has one sign here and the other there, and the message names the
    /// first; or is not finite; or the store belongs to another network.</exception>
    /// <example><code>
    /// var coarse = net.Paths.Truncate(1.0 / 256);
    /// var bounds = net.Paths.Distance(coarse).OutputChangeBound(inputSize: 1); // per output
    /// </code></example>
    public PathDistance Distance(ParameterStore other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return PathMetric.Between(Architecture, Parameters, other, RoundingMargin.Double(Architecture));
    }

    /// <summary>What pruning takes away, ‖Φ(θ)‖₁ − ‖Φ(s ⊙ θ)‖₁: exact, and at most <see cref="PathCosts.Sum"/>.</summary>
    /// <param name="mask">What is pruned.</param>
    /// <exception cref="ArgumentException">The mask was made for other parameters.</exception>
    public PathDistance Distance(PruningMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return Distance(mask.Apply(Parameters));
    }

    /// <summary>
    /// The parameters with weights and biases rounded towards zero to multiples of a step, in a store of its own. Parameters
    /// of normalisations and per-channel scales stay as they are. Rounding down instead would let negative ones grow.
    /// </summary>
    /// <param name="step">The distance of two values.</param>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite; the message names the first.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is not a positive number.</exception>
    public ParameterStore Truncate(double step) => Truncation.Of(Parameters, step);

    /// <summary>
    /// The parameters with weights and biases rounded to the nearest multiples of a step, ties to even ones, in a store of its own. Parameters of
    /// normalisations and per-channel scales stay as they are. Some grow, so that <see cref="Distance(ParameterStore)"/> is an upper bound.
    /// </summary>
    /// <param name="step">The distance of two values.</param>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite; the message names the first.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is not a positive number.</exception>
    public ParameterStore RoundToNearest(double step) => NearestRounding.Of(Parameters, step);
}
