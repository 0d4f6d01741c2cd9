using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Paths.Costs;
using NetSpec.Runtime.Paths.Enclosures;
using NetSpec.Runtime.Paths.Masks;
using NetSpec.Runtime.Paths.Metrics;
using NetSpec.Runtime.Paths.Sweeps;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The Φ-cost of every parameter: Φ-Cost(θ, i) = ‖Φ(θ)‖₁ − ‖Φ(θ with θ_i = 0)‖₁ = θ_i · ∂‖Φ(θ)‖₁/∂θ_i
/// (Equation (3.16)), how much of the path norm hangs on the parameter. Unlike its magnitude, a parameter's cost is not
/// changed by rescaling neurons.
/// </summary>
/// <remarks>
/// <para>The parameters are those of the model (<see cref="Graphs.EffectiveParameters"/>). For a batch-norm the cost at the
/// place of γ is that of its factor a = γ/√(s+ε), at the place of β that of its shift c = β − γμ/√(s+ε), both of the
/// channel's neurons together. Setting γ to zero is another thing: it makes a zero and c equal to β, and setting β to zero
/// makes c equal to −aμ. <see cref="Sum"/> and <see cref="ChangeBound"/> count what changes. Running statistics cost nothing.</para>
/// <para>A weight that several edges share, such as one of a convolution's kernel, is zeroed on all of them at once, and
/// its cost is exact as long as no path takes two of them. Where a path can, because layers that follow one another share
/// their parameters, the cost counts that path once for each use: an upper estimate (<see cref="IsUpperEstimate"/>).</para>
/// </remarks>
/// <example><code>
/// var costs = net.Paths.Costs();
/// var mask = costs.GlobalMask(0.4);
/// Console.WriteLine(costs.ChangeBound(mask, inputSize: 1)); // what pruning may change at most
/// var pruned = new ResNet18(mask.Apply(net.Parameters));
/// </code></example>
public sealed class PathCosts
{
    private readonly double[] _values;
    private readonly IReadOnlyDictionary<int, Magnitude> _small;
    private readonly bool[] _isEstimate;

    /// <param name="layout">The parameters.</param>
    /// <param name="norm">‖Φ(θ)‖₁.</param>
    /// <param name="costs">The costs, settled.</param>
    /// <param name="reused">The tensors, by position in the layout, that a path can use more than once.</param>
    internal PathCosts(ParameterLayout layout, Magnitude norm, CostTable costs, IReadOnlyList<int> reused)
        : this(layout, norm, costs.Values, costs.Exponent, reused) =>
        _small = costs.Small?.Where(cost => ParameterPlace.Of(layout, cost.Key).IsTrainable).ToDictionary() ?? _small;

    /// <param name="layout">The parameters.</param>
    /// <param name="norm">‖Φ(θ)‖₁.</param>
    /// <param name="values">The costs divided by a power of two, by index in the store; kept and not copied.</param>
    /// <param name="exponent">That power.</param>
    /// <param name="reused">The tensors, by position in the layout, that a path can use more than once.</param>
    internal PathCosts(ParameterLayout layout, Magnitude norm, double[] values, long exponent, IReadOnlyList<int> reused)
    {
        (Layout, Norm, _values, Exponent, _small) = (layout, norm, values, exponent, new Dictionary<int, Magnitude>());
        foreach (var parameter in layout)
        {
            // A batch-norm without γ and β has a weight and a bias, but they are no parameters: nothing can prune them.
            if (!parameter.IsTrainable)
                values.AsSpan(parameter.Offset, parameter.Size).Clear();
        }

        _isEstimate = new bool[layout.Count];
        foreach (var parameter in reused)
        {
            _isEstimate[parameter] = true;
        }
    }

    /// <summary>The parameters.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>
    /// How far costs may be below the truth, as a part of them: what guarantees are rounded up by. It is what all roundings of the pass can add up
    /// to, n u / (1 − n u) with n the sum of the layers' fan-ins or fan-outs, and u = 2^-53 for costs in double, 2^-24 for those of a
    /// single-precision pass.
    /// </summary>
    public double Margin { get; internal init; }

    /// <summary>What pruning does to batch-norms' shifts; null without batch-norms.</summary>
    internal ShiftChanges? Shifts { get; init; }

    /// <summary>‖Φ(θ)‖₁, the sum over all paths of all outputs.</summary>
    public Magnitude Norm { get; }

    /// <summary>
    /// The costs divided by 2^<see cref="Exponent"/>, by index in the parameter store. A cost below 2^-1022 of that power, as
    /// there are behind the last layers of networks whose norm is beyond 2^1000, stands as a subnormal number, in the order of
    /// all costs and never 0 for a cost that is not; all else here takes such costs as they are.
    /// </summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The power of two that all <see cref="Values"/> are to be multiplied by: 0 unless the norm is beyond 2^±512.</summary>
    public long Exponent { get; }

    /// <summary>Whether some costs are upper estimates: a path can use the parameter more than once.</summary>
    public bool IsUpperEstimate => Array.IndexOf(_isEstimate, true) >= 0;

    /// <summary>The cost of the parameter at an index of the store.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The store has no such element.</exception>
    public Magnitude this[int index] => (uint)index >= (uint)_values.Length
        ? throw new ArgumentOutOfRangeException(nameof(index), index, $"The store has {_values.Length} elements.")
        : _small.TryGetValue(index, out var small) ? small : new(_values[index], Exponent);

    /// <summary>The cost of one element of a tensor.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="element">The element, in row-major order.</param>
    /// <exception cref="KeyNotFoundException">No tensor has the name; the message suggests a near one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such element.</exception>
    public Magnitude this[string name, int element]
    {
        get
        {
            var parameter = Layout[name];
            if ((uint)element >= (uint)parameter.Size)
                throw new ArgumentOutOfRangeException(nameof(element), element, $"'{parameter}' has {parameter.Size} elements.");
            return this[parameter.Offset + element];
        }
    }

    /// <summary>What they are the costs of: <c>Φ-costs of 16,810 parameters, path norm 2.4475e30</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"Φ-costs of {Layout.TrainableCount:n0} parameters, path norm {Norm}{(IsUpperEstimate ? "; some are upper estimates" : "")}");

    /// <summary>Whether the costs of a tensor are upper estimates.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <exception cref="KeyNotFoundException">No tensor has the name; the message suggests a near one.</exception>
    public bool IsUpperEstimateOf(string name) => _isEstimate[Layout[name].Index];

    /// <summary>
    /// Σ cost over the pruned parameters: at least ‖Φ(θ)‖₁ − ‖Φ(θ pruned)‖₁ (Equation (3.18)), to nearest. Where a batch-norm's γ or β is pruned, its
    /// shift c = β − aμ does not become 0: instead of the cost of c counts that of its change, |aμ| without γ, |β| without β, |c| without both.
    /// </summary>
    /// <exception cref="ArgumentException">The mask was made for other parameters.</exception>
    public Magnitude Sum(PruningMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        mask.Check(Layout, nameof(mask));
        var (sum, small) = (0.0, Magnitude.Zero);
        for (var i = 0; i < _values.Length; i++)
        {
            if (mask[i] && _values[i] > 0 && Shifts?.Contains(i) != true)
            {
                if (double.IsNormal(_values[i]))
                    sum += _values[i];
                else
                    small += this[i];
            }
        }

        var total = new Magnitude(sum, Exponent) + small;
        return Shifts is null ? total : total + Shifts.Sum(mask);
    }

    /// <summary>
    /// What pruning can change at most: ‖R_θ(x) − R_θ'(x)‖_r ≤ Σ cost · max(‖x‖_∞, 1) for every r ≥ 1 and every input within
    /// the given size (Equation (3.19) with Corollary 3.4.1), with the sum of <see cref="Sum"/>. A guarantee: rounded up by all that roundings can add up
    /// to (<see cref="Margin"/>, and those of the sum).
    /// <see cref="PathAnalysis.Distance(PruningMask)"/> is sharper.
    /// </summary>
    /// <param name="mask">What is pruned.</param>
    /// <param name="inputSize">‖x‖_∞, the largest absolute value of an input.</param>
    /// <exception cref="ArgumentException">The mask was made for other parameters, or the size is negative or not finite.</exception>
    public Magnitude ChangeBound(PruningMask mask, double inputSize) =>
        RoundingMargin.Up(Sum(mask) * InputSize.AtLeastOne(inputSize), Margin, 2L * mask.Count);

    /// <summary>Φ-layerwise pruning: of every tensor the given share with the smallest costs.</summary>
    /// <param name="fraction">The share of each tensor that is pruned, from 0 to 1; rounded down to whole elements.</param>
    /// <param name="roles">Which tensors are pruned.</param>
    /// <remarks>Among equal costs the parameter that comes first in the store goes first.</remarks>
    public PruningMask LayerwiseMask(double fraction, PrunableRoles roles = PrunableRoles.Weights) =>
        MaskSelection.Layerwise(Layout, _values, fraction, roles);

    /// <summary>Φ-global pruning: of all prunable parameters together the given share with the smallest costs.</summary>
    /// <param name="fraction">The share that is pruned, from 0 to 1; rounded down to whole elements.</param>
    /// <param name="roles">Which tensors are pruned.</param>
    /// <remarks>Among equal costs the parameter that comes first in the store goes first.</remarks>
    public PruningMask GlobalMask(double fraction, PrunableRoles roles = PrunableRoles.Weights) =>
        MaskSelection.Global(Layout, _values, fraction, roles);
}
