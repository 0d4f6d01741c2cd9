using NetSpec.Runtime.Paths.Enclosures;

namespace NetSpec.Runtime.Paths;

/// <content>Norms with certainty.</content>
public sealed partial class PathAnalysis
{
    /// <summary>
    /// Two numbers between which the ℓ¹ path norm ‖Φ(θ)‖_{1,1} lies, whatever is rounded on the way: computed edge by edge, apart from the
    /// engine of <see cref="Norm(double, double, PathStarts)"/>. It takes some nanoseconds for each multiply-add of the network.
    /// </summary>
    /// <param name="starts">Which paths are counted.</param>
    /// <remarks>
    /// All terms of a path norm are non-negative. A sum of n products of them in double, rounded to nearest, is within (n + 1)u/(1 − (n + 1)u) of the
    /// exact one, relatively, u = 2^-53, but for products below the range of a double, each of which is off by 2^-1074 at most (N. Higham, Accuracy and
    /// Stability of Numerical Algorithms, 2002, Lemma 3.1). Both ends of every neuron's interval are moved outwards by at least twice that. A batch-norm's
    /// a and c are intervals too, made of γ, β, μ, s and ε with room for all roundings; so are frozen weights that are no whole numbers or powers of
    /// two, such as 1/9.
    /// </remarks>
    /// <exception cref="System.ArgumentException">A parameter is NaN or infinite; the message names the first.</exception>
    public MagnitudeInterval Enclose(PathStarts starts = PathStarts.All)
    {
        Norms.PathNorms.CheckStarts(starts);
        Sweeps.AbsoluteParameters.CheckFinite(Parameters);
        return EnclosureSweep.Run(Architecture, Parameters.ReadOnly.Values, starts);
    }
}
