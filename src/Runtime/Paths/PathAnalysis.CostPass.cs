using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Paths.Passes;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    // Bounds rounded up by more than this would say little.
    private const double LargestMargin = 1.0 / 16;

    /// <summary>The Φ-cost of every parameter in a precision of choice.</summary>
    /// <param name="precision">Double for the generic engine; single for the emitted pass, with relative errors of the order
    /// of 1e-6 for every cost, however small it is next to the norm; they grow with the depth, to 1e-4 in residual networks of hundreds of
    /// blocks that each add little, and are never above <see cref="PathCosts.Margin"/>, which follows from the number of roundings. It packs the parameters in every call: to run more than
    /// once on the same ones, see <see cref="CreateCostPass"/>. Where the range of a float does not suffice for some cost, which
    /// takes kernels with taps many powers of ten apart on maps hardly larger than they are, or where the margin would be above
    /// 1/16, all costs come from the generic engine.</param>
    /// <param name="threads">How many threads may compute a single-precision pass.</param>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The precision is none.</exception>
    /// <exception cref="NotSupportedException">No single-precision pass was emitted.</exception>
    public PathCosts Costs(Precision precision, int threads = 1)
    {
        if (Checked(precision) == Precision.Double)
            return Costs();

        var margin = RoundingMargin.Of(Architecture);
        using var pass = CreateCostPass();
        pass.Pack(Parameters);
        pass.Run(threads);
        var norm = Magnitude.Zero;
        for (var neuron = 0; neuron < pass.OutputCount; neuron++)
        {
            norm += pass.PowerSum(neuron);
        }

        if (!pass.RangeSuffices)
            norm = Norm();

        return pass.EstimateCount > 0 || margin > LargestMargin
            ? Costs()
            : new(Parameters.Layout, norm, pass.Table, Description.ReusedParameters) { Margin = margin };
    }

    /// <summary>
    /// The emitted single-precision pass for Φ-costs, to be packed once and run often: see <see cref="PathCostPass"/>.
    /// </summary>
    /// <param name="simd">The vector width of the kernels; the machine's best by default.</param>
    /// <exception cref="NotSupportedException">None was emitted: the spec does not ask for <c>phicost</c>, or spells out neurons.</exception>
    /// <example><code>
    /// using var pass = net.Paths.CreateCostPass();
    /// pass.Pack(net.Parameters);
    /// pass.Run(threads: 2);
    /// Console.WriteLine(pass.CostOf(0));
    /// </code></example>
    public PathCostPass CreateCostPass(SimdLevel? simd = null)
    {
        var make = Description.CostPass
            ?? throw new NotSupportedException("The network has no single-precision cost pass: its spec does not ask for 'phicost', or spells out neurons.");
        return make(simd ?? SimdLevels.Best);
    }
}
