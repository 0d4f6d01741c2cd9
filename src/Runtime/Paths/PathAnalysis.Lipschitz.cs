using System;
using NetSpec.Runtime.Paths.Bounds;
using NetSpec.Runtime.Paths.Norms;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>
    /// A Lipschitz constant of the network in its input, ‖Φ^I(θ)‖_{1,r}: for all x and x',
    /// ‖R(x) − R(x')‖_r ≤ ‖Φ^I‖_{1,r} · ‖x − x'‖_∞ (Theorem 3.3.1; of the biases, nothing is left in a difference).
    /// </summary>
    /// <param name="r">The norm of the outputs' difference, 0 &lt; r ≤ ∞.</param>
    /// <returns>The constant; it is global, and mostly far above the slope at any one input.</returns>
    public Magnitude LipschitzInInput(double r = 1) => Norm(q: 1, r, PathStarts.Inputs);

    /// <summary>How far the outputs for two inputs can be apart at most: ‖R(x) − R(x')‖_r ≤ ‖Φ^I‖_{1,r} · ‖x − x'‖_∞ (Theorem 3.3.1).</summary>
    /// <param name="x">One sample: the values of all inputs, one input after another.</param>
    /// <param name="other">The other sample.</param>
    /// <param name="r">The norm of the outputs' difference, 0 &lt; r ≤ ∞.</param>
    /// <exception cref="ArgumentException">A sample is of the wrong length, or holds a value that is not finite.</exception>
    public Magnitude OutputDistanceBound(ReadOnlySpan<float> x, ReadOnlySpan<float> other, double r = 1)
    {
        CheckSample(x, nameof(x));
        CheckSample(other, nameof(other));
        var distance = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            distance = Math.Max(distance, Math.Abs((double)x[i] - other[i]));
        }

        return LipschitzInInput(r) * new Magnitude(distance);
    }

    /// <summary>
    /// The product of norms that path norms are compared with, Π_{q,r}(θ) (Definition 3.3.1): the largest product of the norms
    /// ‖θ^{→v}‖_q along a path, biases included, for each output; then the r-norm. Never less than ‖Φ(θ)‖_{q,r}
    /// (Theorem 3.3.2), equal to it for q-normalised parameters, and changed by a rescaling that leaves Φ as it is.
    /// </summary>
    /// <param name="q">From 2^-20 to 2^20.</param>
    /// <param name="r">The norm over the outputs, in the same range or infinite.</param>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite; the message names the first.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An exponent is out of range.</exception>
    /// <remarks>
    /// Every neuron of the graph counts with the edges that it has: a convolution's neuron at the border, which sees less
    /// than the whole kernel, has the smaller norm of that part, where products of layers' norms take the whole kernel's.
    /// Sums, averages and batch-norms are neurons with norms of their own, so that Π, other than the path norm, depends on
    /// how the network is cut into neurons.
    /// </remarks>
    public Magnitude ProductOfNorms(double q = 1, double r = 1) => PathNorms.Reduce(PathProduct.Powers(Architecture, Theta(), q), q, r);

    /// <summary>The largest product of norms along a path to each output neuron (<see cref="ProductOfNorms"/>).</summary>
    /// <param name="q">From 2^-20 to 2^20.</param>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite; the message names the first.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is out of range.</exception>
    /// <returns>One number an output neuron, all outputs one after another in the order of the spec.</returns>
    public Magnitude[] ProductOfNormsPerOutput(double q = 1) =>
        Array.ConvertAll(PathProduct.Powers(Architecture, Theta(), q), power => PathNorms.Root(power, q));

    private void CheckSample(ReadOnlySpan<float> sample, string name)
    {
        var size = 0;
        foreach (var input in Architecture.Inputs)
        {
            size += Architecture.Layers[input].Size;
        }

        if (sample.Length != size)
            throw new ArgumentException($"'{name}' holds {sample.Length} floats; one sample of all inputs is {size}.", name);
        foreach (var value in sample)
        {
            if (!float.IsFinite(value))
                throw new ArgumentException(FormattableString.Invariant($"'{name}' holds {value}; distances are between finite inputs."), name);
        }
    }
}
