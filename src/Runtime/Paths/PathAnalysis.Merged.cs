using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Merging;
using NetSpec.Runtime.Paths.Norms;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
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
    /// <example><code>
    /// Console.WriteLine($"{net.Paths.Norm()}, merged {net.Paths.MergedNorm()}");
    /// </code></example>
    public Magnitude MergedNorm(double q = 1, double r = 1, PathStarts starts = PathStarts.All, Merges merges = Merges.All)
    {
        var (architecture, theta) = MergedNetwork.Of(Architecture, Theta(), merges);
        return PathNorms.Reduce(PathNorms.PowerSums(architecture, theta, q, starts), q, r);
    }
}
