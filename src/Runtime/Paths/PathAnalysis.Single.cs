using System;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
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
