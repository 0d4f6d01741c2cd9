using System;
using System.Collections.Generic;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Average;
using NetSpec.Runtime.Paths.Gates;
using NetSpec.Runtime.Paths.Lifting;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>The most paths that <see cref="Lift"/> writes out unless told otherwise.</summary>
    public const int LiftLimit = 100_000;

    /// <summary>Runs the network in double precision and records every neuron's value and what is active.</summary>
    /// <param name="x">All inputs one after another.</param>
    /// <exception cref="ArgumentException">It has another length than the inputs, or holds NaN or infinity.</exception>
    public Evaluation Evaluate(ReadOnlySpan<float> x) => new(Architecture, Theta(), x.ToArray());

    /// <summary>
    /// The path-lifting Φ(θ), every path written out (Definition 2.3.3). For tiny networks: paths multiply with depth, and
    /// everything else here is computed without them.
    /// </summary>
    /// <param name="limit">The most paths to write out; each takes some 200 bytes.</param>
    /// <exception cref="InvalidOperationException">The network has more paths.</exception>
    public PathLifting Lift(int limit = LiftLimit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var count = Description.Constants?.PathCount;
        if (count > limit || (count is null && PathCounting.Exceeds(Architecture, limit)))
            throw new InvalidOperationException(
                $"The network has {(count is { } known ? PathCounting.Text(known) : "too many")} paths; at most {limit} are written out.");

        var theta = Theta();
        return new(Architecture, theta, PathEnumeration.Run(Architecture, theta));
    }

    /// <summary>
    /// How much of the path norm a data set reaches (thesis, Section 7.2.2): for every output v and sample x the local norm
    /// ‖A(θ, x)ᵀΦ^{→v}(θ)‖₁, the ℓ¹-norm of slopes and intercept of the affine function that v is around x, and the gated norm
    /// Σ_p |Φ_p(θ)| a_p(θ, x), the paths that x opens without their cancellation. Always local ≤ gated ≤ ‖Φ^{→v}(θ)‖₁, which is
    /// checked for every sample up to a rounding of 1e-9.
    /// </summary>
    /// <remarks>
    /// All in double precision. A group of eight samples takes one pass for values and gates, one for gated norms, and a
    /// backward pass an output. The intercept R(x) − ⟨∇R, x⟩ is the backward pass's sum over biases, not the difference.
    /// A mean over samples estimates an expectation over inputs; it bounds nothing for inputs that were not seen.
    /// </remarks>
    /// <param name="samples">The data set, gone through once, a few samples at a time; each sample holds all inputs one after another.</param>
    /// <param name="options">Which outputs, how they are combined into one number, and whether every sample's norms are kept.</param>
    /// <exception cref="ArgumentException">There are no samples, one has another length than the inputs or holds NaN or infinity,
    /// or the options name outputs that are not there.</exception>
    /// <example><code>
    /// var norms = net.Paths.Average(images);
    /// Console.WriteLine(norms); // local 3.1 (at most 5.2) ≤ gated 40.1 (at most 61) ≤ worst 236
    /// </code></example>
    public AverageNorms Average(IEnumerable<float[]> samples, AverageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return new AveragePass(Architecture, Theta(), NormPerOutput(), options ?? new()).Run(samples);
    }

    /// <param name="samples">samples x inputs, one after another as <c>Forward</c> takes them; a sample holds all inputs one after
    /// another.</param>
    /// <param name="options">Which outputs, how they are combined into one number, and whether every sample's norms are kept.</param>
    /// <inheritdoc cref="Average(IEnumerable{float[]}, AverageOptions?)"/>
    public AverageNorms Average(ReadOnlySpan<float> samples, AverageOptions? options = null)
    {
        var size = SampleGroup.Width(Architecture);
        if (samples.Length % size != 0)
            throw new ArgumentException($"'{nameof(samples)}' holds {samples.Length} floats; a sample has {size}.", nameof(samples));

        var each = new float[samples.Length / size][];
        for (var i = 0; i < each.Length; i++)
        {
            each[i] = samples.Slice(i * size, size).ToArray();
        }

        return Average(each, options);
    }
}
