using System;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>The path norm ‖Φ‖_{q,r} in a precision of choice.</summary>
    /// <param name="precision">Double for the generic engine; single for the emitted pass, which takes about as long as a
    /// forward pass and whose relative error is that of sums of floats: about 1e-6, in deep networks for exponents other than 1
    /// and 2 up to 1e-4. It packs the parameters in every call: to run more than once on the same ones, see
    /// <see cref="CreateNormPass"/>.</param>
    /// <param name="q">The inner exponent; in single precision from 2^-20 to 6, and the q-th root has 1/q times the error of the sum.</param>
    /// <param name="r">The outer exponent.</param>
    /// <param name="starts">Which paths count.</param>
    /// <param name="threads">How many threads may compute a single-precision pass.</param>
    /// <exception cref="ArgumentOutOfRangeException">An exponent is out of range.</exception>
    /// <exception cref="NotSupportedException">No single-precision pass was emitted.</exception>
    public Magnitude Norm(Precision precision, double q = 1, double r = 1, PathStarts starts = PathStarts.All, int threads = 1)
    {
        if (Checked(precision) == Precision.Double)
            return Norm(q, r, starts);

        using var pass = CreateNormPass();
        pass.Pack(Parameters, q, starts);
        var norm = pass.Norm(r, threads);
        return pass.RangeSuffices ? norm : Norm(q, r, starts);
    }

    private static Precision Checked(Precision precision) => precision is Precision.Double or Precision.Single
        ? precision
        : throw new ArgumentOutOfRangeException(nameof(precision), precision, "The precision of a pass is Double or Single.");

    /// <summary>
    /// The emitted single-precision pass for path norms, to be packed once and run often: see <see cref="PathNormPass"/>.
    /// </summary>
    /// <remarks>
    /// An input of ones is constant, and so is every map of the pass away from its borders; the pass computes the distinct
    /// rows and columns of each.
    /// </remarks>
    /// <param name="simd">The vector width of the kernels; the machine's best by default.</param>
    /// <exception cref="NotSupportedException">None was emitted: the spec asks for neither <c>pathnorm</c> nor <c>phicost</c>.</exception>
    /// <example><code>
    /// using var pass = net.Paths.CreateNormPass();
    /// pass.Pack(net.Parameters, q: 2);
    /// Console.WriteLine(pass.Norm(r: 1));
    /// </code></example>
    public PathNormPass CreateNormPass(SimdLevel? simd = null)
    {
        var make = Description.CompressedPass ?? Description.PlainPass
            ?? throw new NotSupportedException("The network has no single-precision pass: its spec asks for neither 'pathnorm' nor 'phicost'.");
        return make(simd ?? SimdLevels.Best);
    }
}
