using System;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Tests.Support.Sparse;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>
/// A product to compute, and what it is. Values are those of the precision; outputs are plain sums in double, straight from
/// y[i][k][j] = Σ_l K[i][k][l][j] x[i][l][j].
/// </summary>
internal sealed class FactorProblem
{
    /// <param name="pattern">The factor.</param>
    /// <param name="isHalf">Whether numbers in memory are halfs.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="hasResidual">Whether something is added.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    public FactorProblem(KsPattern pattern, bool isHalf, int batch, bool hasResidual, bool relu)
    {
        (Pattern, IsHalf, Batch, Relu) = (pattern, isHalf, batch, relu);
        var random = new Random(HashCode(pattern, batch));
        Weights = Numbers(random, pattern.NonZeros);
        Bias = Array.ConvertAll(new float[pattern.Rows], _ => (float)((random.NextDouble() * 2) - 1));
        X = Numbers(random, pattern.Columns * batch);
        Residual = hasResidual ? Numbers(random, pattern.Rows * batch) : null;
    }

    public KsPattern Pattern { get; }

    public bool IsHalf { get; }

    public int Batch { get; }

    public bool Relu { get; }

    /// <summary>Weights as (a, b, c, d).</summary>
    public float[] Weights { get; }

    public float[] Bias { get; }

    /// <summary>Inputs as [sample][feature].</summary>
    public float[] X { get; }

    /// <summary>What is added, as [sample][feature].</summary>
    public float[]? Residual { get; }

    /// <summary>An output, and how far a device may be off: the rounding of the sums, in any order, and that of the result.</summary>
    public (double Value, double Tolerance) Output(int sample, int feature)
    {
        var (b, c, d) = (Pattern.B, Pattern.C, Pattern.D);
        var (i, k, j) = (feature / (b * d), feature % (b * d) / d, feature % d);
        double sum = Bias[feature], magnitude = Math.Abs(sum);
        for (var l = 0; l < c; l++)
        {
            double product = (double)Weights[(((((i * b) + k) * c) + l) * d) + j] * X[(sample * Pattern.Columns) + (i * c * d) + (l * d) + j];
            sum += product;
            magnitude += Math.Abs(product);
        }

        if (Residual is not null)
        {
            var residual = Residual[(sample * Pattern.Rows) + feature];
            sum += residual;
            magnitude += Math.Abs(residual);
        }

        // c products, c sums, bias and residual; a half has 11 bits, and steps of 2^-24 below its normal range.
        var tolerance = ErrorBound.Gamma((2 * c) + 3) * magnitude;
        if (IsHalf)
            tolerance += (Math.Abs(sum) * HalfRounding) + Math.ScaleB(1, -24);
        return (Relu && sum < 0 ? 0 : sum, tolerance);
    }

    /// <summary>The error of a conversion to half, relative: the real package's CPU accelerator truncates where devices round to nearest.</summary>
    private static double HalfRounding { get; } = (float)(ILGPU.Half)(1 + (3 * MathF.ScaleB(1, -12))) > 1 ? Math.ScaleB(1, -11) : Math.ScaleB(1, -10);

    private static int HashCode(KsPattern pattern, int batch) => (((((((pattern.A * 131) + pattern.B) * 131) + pattern.C) * 131) + pattern.D) * 131) + batch;

    private float[] Numbers(Random random, long count) => Enumerable.Range(0, checked((int)count)).Select(_ => Rounded((float)((random.NextDouble() * 2) - 1))).ToArray();

    private float Rounded(float value) => IsHalf ? (float)(Half)value : value;
}
