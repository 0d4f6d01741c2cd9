using System;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>What sums of floats may lack: twice the largest error seen in networks of up to 150 layers.</summary>
    private const double SingleMargin = 1.0 / (1 << 16);

    /// <summary>The Φ-cost of every parameter in a precision of choice.</summary>
    /// <param name="precision">Double for the generic engine; single for the emitted pass, with relative errors of the order
    /// of 1e-6 for every cost, however small it is next to the norm. It packs the parameters in every call: to run more than
    /// once on the same ones, see <see cref="CreateCostPass"/>. Where the range of a float does not suffice for some cost, which
    /// takes kernels with taps many powers of ten apart on maps hardly larger than they are, all costs come from the generic
    /// engine.</param>
    /// <param name="threads">How many threads may compute a single-precision pass.</param>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The precision is none.</exception>
    /// <exception cref="NotSupportedException">No single-precision pass was emitted.</exception>
    public PathCosts Costs(Precision precision, int threads = 1)
    {
        if (Checked(precision) == Precision.Double)
            return Costs();

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

        return pass.EstimateCount > 0
            ? Costs()
            : new(Parameters.Layout, norm, pass.Table, Description.ReusedParameters) { Margin = SingleMargin };
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
