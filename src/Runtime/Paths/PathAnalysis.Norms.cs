using System;
using System.Numerics;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Merging;
using NetSpec.Runtime.Paths.Norms;
using NetSpec.Runtime.Paths.Sweeps;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>
    /// The path norm ‖Φ‖_{q,r} = ‖(‖Φ^{→v}‖_q)_v‖_r over the output neurons v (Definition 3.1.1), by one pass over the graph
    /// (Theorem 3.1.1): weights and biases |θ|^q, frozen ones too, sums in place of pools, no activations, ones for inputs,
    /// then the q-th root of each output and the r-norm of all outputs together, in the order of the spec.
    /// </summary>
    /// <param name="q">The inner exponent: from 2^-20 to 2^20, or infinity for the largest path.</param>
    /// <param name="r">The outer exponent, in the same range.</param>
    /// <param name="starts">Which paths count: those from inputs give the Lipschitz constant of Theorem 3.3.1.</param>
    /// <returns>The norm in double precision, to about 1e-14. It neither overflows nor underflows, whatever the parameters.</returns>
    /// <remarks>
    /// It works on all processors, and its result does not depend on their number. Neurons stay as the
    /// spec has them: <see cref="MergedNorm"/> merges identity neurons first.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An exponent is out of range.</exception>
    /// <example><code>
    /// var norm = net.Paths.Norm(q: 2, r: 1);
    /// Console.WriteLine($"{norm}, 2^{norm.Log2:f2}");
    /// </code></example>
    public Magnitude Norm(double q = 1, double r = 1, PathStarts starts = PathStarts.All) =>
        PathNorms.Reduce(PathNorms.PowerSums(Architecture, Theta(), q, starts), q, r);

    /// <summary>The path norm for a whole inner exponent. A literal 0 would fit <see cref="Precision"/> as well as a double.</summary>
    /// <inheritdoc cref="Norm(double, double, PathStarts)"/>
    public Magnitude Norm(int q, double r = 1, PathStarts starts = PathStarts.All) => Norm((double)q, r, starts);

    /// <summary>The norm ‖Φ^{→v}‖_q of the paths that end at each output neuron v.</summary>
    /// <param name="q">The exponent: from 2^-20 to 2^20, or infinity for the largest path.</param>
    /// <param name="starts">Which paths count.</param>
    /// <returns>One number an output neuron, all outputs one after another in the order of the spec.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is out of range.</exception>
    public Magnitude[] NormPerOutput(double q = 1, PathStarts starts = PathStarts.All) =>
        Array.ConvertAll(PathNorms.PowerSums(Architecture, Theta(), q, starts), sum => PathNorms.Root(sum, q));

    /// <summary>
    /// The number of paths p with Φ_p(θ) ≠ 0, exactly: the q-norm for q = 0. A path through a weight of zero does not count,
    /// nor does one that starts at a neuron whose bias is zero.
    /// </summary>
    /// <remarks>A batch-norm's bias is c = β − γμ/√(s+ε), rounded to double.</remarks>
    public BigInteger Count() => NonZeroPathCount.Of(Architecture, Theta());

    /// <summary>The parameters as they are now.</summary>
    private double[] Theta() => AbsoluteParameters.Signed(Architecture, Parameters);

    /// <summary>
    /// The path norm ‖Φ‖_{q,r} of the network with identity neurons merged into their neighbours: of another graph that
    /// computes the same function, so that bounds hold with it in place of <see cref="Norm(double, double, PathStarts)"/>. Parallel edges and biases meet
    /// and may cancel, so for q ≤ 1 it is at most the norm, and a tighter bound. For q &gt; 1 it may also be larger, since
    /// |a + b|^q may exceed |a|^q + |b|^q.
    /// </summary>
    /// <remarks>
    /// What is merged depends on the parameters' values, so it is done anew at each call, exactly but for rounding. It keeps
    /// neither Φ nor the constants of the generalisation bound, which belong to the graph.
    /// </remarks>
    /// <param name="q">The inner exponent.</param>
    /// <param name="r">The outer exponent.</param>
    /// <param name="starts">Which paths count.</param>
    /// <param name="merges">Which identity neurons are merged.</param>
    /// <exception cref="System.ArgumentOutOfRangeException">An exponent is out of range, or there is no such merge.</exception>
    /// <exception cref="System.InvalidOperationException">A product of merged weights is beyond 2^±450.</exception>
    /// <example><code>
    /// Console.WriteLine($"{net.Paths.Norm()}, merged {net.Paths.MergedNorm()}");
    /// </code></example>
    public Magnitude MergedNorm(double q = 1, double r = 1, PathStarts starts = PathStarts.All, Merges merges = Merges.All)
    {
        var (architecture, theta) = MergedNetwork.Of(Architecture, Theta(), merges);
        return PathNorms.Reduce(PathNorms.PowerSums(architecture, theta, q, starts), q, r);
    }
}
