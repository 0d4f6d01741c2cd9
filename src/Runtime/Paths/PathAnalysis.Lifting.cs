using System;
using NetSpec.Runtime.Graphs;
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
            throw new InvalidOperationException($"The network has {(count is { } known ? PathCounting.Text(known) : "too many")} paths; at most {limit} are written out.");

        var theta = Theta();
        return new(Architecture, theta, PathEnumeration.Run(Architecture, theta));
    }
}
