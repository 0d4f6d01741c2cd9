using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Norms;
using NetSpec.Runtime.Paths.Symmetries;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>The factors of the thesis' experiments on pruning (appendix E.1.2): powers of two, so that nothing is rounded.</summary>
    private static readonly double[] DefaultFactors = [1, 128, 4096];

    /// <summary>The free rescaling groups of the network, found at compile time.</summary>
    /// <exception cref="InvalidOperationException">The description was made by hand and has none.</exception>
    public RescalingGroups RescalingGroups => Description.RescalingGroups;

    /// <summary>
    /// The parameters after multiplying all that enters a rescaling group by λ and dividing all that leaves it by λ
    /// (Definition 2.4.1). Paths, and so the function and all that this class computes of paths, stay as they are: exactly
    /// when λ is a power of two and no value becomes subnormal, else to the rounding of floats.
    /// </summary>
    /// <param name="group">One of <see cref="RescalingGroups"/>.</param>
    /// <param name="factor">λ, finite and positive.</param>
    /// <returns>A new store; make a model of it. This network's own parameters are not changed.</returns>
    /// <exception cref="ArgumentException">The group is of another network, a parameter is NaN or infinite, or a value leaves the range of floats.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite and positive.</exception>
    /// <example><code>
    /// var paths = net.Paths;
    /// var other = new ResNet18(paths.Rescale(paths.RescalingGroups.Of("layer1.0.conv1", 5), 128));
    /// </code></example>
    public ParameterStore Rescale(RescalingGroup group, double factor)
    {
        ArgumentNullException.ThrowIfNull(group);
        var groups = RescalingGroups;
        if (!group.IsOf(groups))
            throw new ArgumentException($"{group} is a rescaling group of another network.", nameof(group));

        var factors = new Magnitude[groups.Count];
        Array.Fill(factors, Magnitude.One);
        factors[group.Index] = new(Positive(factor, nameof(factor)));
        return Rescaler.Store(Architecture, groups, Parameters, factors);
    }

    /// <summary>The parameters after rescaling each group by a factor of its own.</summary>
    /// <param name="factors">λ for each of <see cref="RescalingGroups"/>, in their order; finite and positive.</param>
    /// <inheritdoc cref="Rescale(RescalingGroup, double)"/>
    public ParameterStore Rescale(ReadOnlySpan<double> factors)
    {
        var groups = RescalingGroups;
        if (factors.Length != groups.Count)
            throw new ArgumentException($"{factors.Length} factors are given, but there are {groups.Count} rescaling groups.", nameof(factors));
        var magnitudes = new Magnitude[factors.Length];
        for (var i = 0; i < magnitudes.Length; i++)
        {
            magnitudes[i] = new(Positive(factors[i], nameof(factors)));
        }

        return Rescaler.Store(Architecture, groups, Parameters, magnitudes);
    }

    /// <summary>
    /// The parameters after rescaling each group by a factor drawn at random, the same for the same seed on every machine.
    /// </summary>
    /// <param name="seed">Any number.</param>
    /// <param name="factors">
    /// What is drawn from with equal chances, finite and positive; 1, 128 and 4096 if nothing is given, as in the thesis
    /// (appendix E.1.2).
    /// </param>
    /// <inheritdoc cref="Rescale(RescalingGroup, double)"/>
    public ParameterStore RandomRescale(long seed, params double[] factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        var choices = factors.Length == 0 ? DefaultFactors : factors.Select(factor => Positive(factor, nameof(factors))).ToArray();
        var drawn = RandomFactors.Draw(seed, RescalingGroups.Count, choices);
        return Rescaler.Store(Architecture, RescalingGroups, Parameters, Array.ConvertAll(drawn, factor => new Magnitude(factor)));
    }

    /// <summary>
    /// The parameters after Algorithm 3.2.1, q-normalized where frozen edges tie no neurons together (Definition 3.2.1,
    /// Lemma 3.2.1): same paths, same function, and for each hidden neuron the ℓ^q norm of its incoming weights and bias is
    /// that of the paths that end there, 1 or, if it is input-dead, 0; then ‖Φ‖_{q,r} = Π_{q,r} (Theorem 3.3.2).
    /// </summary>
    /// <remarks>
    /// Channels stand for neurons: the norm of a convolution's channel is that of its whole kernel and bias. A rescaling group
    /// is divided once, by the norm of all that enters it in the first layer where that is not zero; a residual stream so
    /// gets norm 1 where it begins, and not where blocks are added to it. Groups that are tied to an input or output stay.
    /// Weights that leave an input-dead channel become 0 (Definition 2.4.3), shared ones if all that they leave are dead.
    /// </remarks>
    /// <param name="q">From 2^-20 to 2^20, or <see cref="double.PositiveInfinity"/> for the largest absolute value.</param>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite; the message names the first.</exception>
    /// <exception cref="ArgumentOutOfRangeException">q is out of range.</exception>
    /// <exception cref="InvalidOperationException">A parameter leaves the range of doubles; the message names it.</exception>
    public NormalizedParameters Normalize(double q)
    {
        PathNorms.CheckExponent(q, nameof(q));
        return new(Architecture, RescalingGroups, Parameters, q);
    }

    /// <summary>
    /// The hidden channels that do nothing for the function: those that hold only zeros (input-dead, Definition 2.4.2) and
    /// those that reach no output. Layers with parameters are searched; what an activation or pool makes of a dead channel
    /// is as dead. A channel is named when all of its neurons are dead whatever the sides of the map: one that is dead only
    /// because its non-zero taps meet nothing but padding is not.
    /// </summary>
    /// <returns>In the order of layers and channels; empty if there are none.</returns>
    public IReadOnlyList<DeadNeuron> FindDeadNeurons() => DeadNeurons.Find(Architecture, Theta());

    /// <summary>
    /// The twin neurons of the network (section 7.1.1): channels of a layer, or neurons of a block, whose weights and biases
    /// are those of another times a positive factor and whose activations are the same. Sources that are twins themselves
    /// count as one, so that twins are found behind twins: a convolution's, and its batch-norm's too if that keeps them so.
    /// </summary>
    /// <param name="tolerance">
    /// How far apart what enters two channels may be, as a distance between vectors of length 1; above 0, at most 0.01.
    /// </param>
    /// <returns>Sets of twins, in the order of their first channels; empty if there are none. Output channels are looked at
    /// as well; dead ones, which are all alike, are not: <see cref="FindDeadNeurons"/> names them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is out of range.</exception>
    public IReadOnlyList<TwinNeurons> FindTwinNeurons(double tolerance = 1e-6) => tolerance is > 0 and <= 0.01
        ? TwinSearch.Find(Architecture, Theta(), tolerance)
        : throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance is above 0 and at most 0.01.");

    /// <summary>
    /// What gradient flow on any loss of the network's outputs keeps, one number for each of <see cref="RescalingGroups"/>, in their order:
    /// Σ θ² over the parameters that enter the group, biases included, minus Σ θ² over those that leave it (section 7.1.2).
    /// </summary>
    /// <remarks>
    /// The parameters are those of the model, with a batch-norm's a and c (<see cref="EffectiveParameters"/>); flow in its γ
    /// and β keeps other quantities. Discrete steps of size η change the quantities by O(η²).
    /// </remarks>
    /// <example><code>
    /// foreach (var kept in net.Paths.ConservedQuantities())
    ///     Console.WriteLine(kept); // conv1[5]: 0.8125
    /// </code></example>
    public IReadOnlyList<ConservedQuantity> ConservedQuantities()
    {
        var values = Symmetries.ConservedQuantities.Of(Architecture, RescalingGroups, Theta());
        return [.. RescalingGroups.Select(group => new ConservedQuantity(group, values[group.Index]))];
    }

    private static double Positive(double factor, string argument) => double.IsFinite(factor) && factor > 0
        ? factor
        : throw new ArgumentOutOfRangeException(argument, factor, "A group is rescaled by a finite, positive factor.");
}
