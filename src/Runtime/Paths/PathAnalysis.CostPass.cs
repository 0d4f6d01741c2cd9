using System;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>
    /// The emitted single-precision pass for Φ-costs, to be packed once and run often: see <see cref="PathCostPass"/>.
    /// </summary>
    /// <param name="simd">The vector width of the kernels; the machine's best by default.</param>
    /// <exception cref="NotSupportedException">None was emitted: the spec does not ask for <c>phicost</c>, or spells out neurons.</exception>
    /// <example><code>
    /// using var pass = net.Paths.CreateCostPass();
    /// pass.Pack(net.Parameters);
    /// pass.Run(threads: 2);
    /// Console.WriteLine(pass.Costs[0] * Math.Pow(2, pass.CostExponent));
    /// </code></example>
    public PathCostPass CreateCostPass(SimdLevel? simd = null)
    {
        var make = Description.CostPass
            ?? throw new NotSupportedException("The network has no single-precision cost pass: its spec does not ask for 'phicost', or spells out neurons.");
        return make(simd ?? SimdLevels.Best);
    }
}
