using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Enclosures;
using NetSpec.Runtime.Paths.Passes;
using NetSpec.Runtime.Paths.Sweeps;

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
    /// <exception cref="PlatformNotSupportedException">The machine has no such vectors.</exception>
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
        var pass = make(Supported(simd));
        pass.StoreLayout = Parameters.Layout;
        return pass;
    }

    private static SimdLevel Supported(SimdLevel? simd)
    {
        var level = simd ?? SimdLevels.Best;
        return SimdLevels.IsSupported(level) ? level
            : throw new PlatformNotSupportedException($"This machine has no {level}; its best level is {SimdLevels.Best}.");
    }

    // A shift that rounding could have moved by more than a float's last digits is no start for a guarantee in floats.
    private const double LargestShiftError = 1.0 / (1 << 23);

    // Bounds rounded up by more than this would say little.
    private const double LargestMargin = 1.0 / 16;

    /// <summary>The Φ-cost of every parameter in a precision of choice.</summary>
    /// <param name="precision">Double for the generic engine; single for the emitted pass, with relative errors of the order
    /// of 1e-6 for every cost, however small it is next to the norm; they grow with the number of terms of a sum, to 1e-5 behind fully
    /// connected layers of tens of thousands of inputs, and with the depth, to 1e-4 in residual networks of hundreds of blocks that each add
    /// little, and are never above <see cref="PathCosts.Margin"/>, which follows from the number of roundings. It packs the
    /// parameters in every call: to run more than once on the same ones, see <see cref="CreateCostPass"/>. Where the range of a float does not suffice for
    /// some cost, which takes kernels with taps many powers of ten apart on maps hardly larger than they are, where the margin would be above
    /// 1/16, or where the shift of a batch-norm is a difference that lost its digits, all costs come from the generic engine.</param>
    /// <param name="threads">How many threads may compute a single-precision pass.</param>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The precision is none.</exception>
    /// <exception cref="NotSupportedException">No single-precision pass was emitted.</exception>
    public PathCosts Costs(Precision precision, int threads = 1)
    {
        if (Checked(precision) == Precision.Double)
            return Costs();

        var margin = RoundingMargin.Single(Architecture);
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

        return pass.EstimateCount > 0 || margin > LargestMargin || HasCancelledShifts()
            ? Costs()
            : new(Parameters.Layout, norm, pass.Table, Description.ReusedParameters) { Margin = margin, Shifts = ShiftChangesOf(pass.Table, CostParameters()) };
    }

    private bool HasCancelledShifts()
    {
        var theta = Theta();
        return FoldingRoom.Of(Architecture, Parameters) is { } rooms && Architecture.Layers.OfType<BatchNormLayer>().Any(
            norm => Enumerable.Range(norm.Beta, norm.Shape.Channels).Any(shift => rooms[shift] > Math.Abs(theta[shift]) * LargestShiftError));
    }

    /// <summary>
    /// The emitted single-precision pass for Φ-costs, to be packed once and run often: see <see cref="PathCostPass"/>.
    /// </summary>
    /// <param name="simd">The vector width of the kernels; the machine's best by default.</param>
    /// <exception cref="PlatformNotSupportedException">The machine has no such vectors.</exception>
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
        var pass = make(Supported(simd));
        pass.StoreLayout = Parameters.Layout;
        return pass;
    }
}
