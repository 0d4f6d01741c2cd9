using System;

namespace NetSpec.Runtime.Cpu;

/// <summary>
/// A Kronecker-sparse factor with the affine map that follows it, a residual and a ReLU fused. With features
/// x[i][l][j] and y[i][k][j]: y[i][k][j] = Σ_l K[i][k][l][j] x[i][l][j].
/// </summary>
public static unsafe class Kronecker
{
    /// <summary>Packs weights (a, b, c, d), multiplied by the epilogue's factors, which are those of the a·b·d results.</summary>
    public static PackedKronecker Pack<TShape>(ReadOnlySpan<float> weight, Epilogue epilogue)
        where TShape : struct, IKroneckerShape
    {
        ArgumentNullException.ThrowIfNull(epilogue);
        var s = default(TShape);
        epilogue.CheckChannels(s.A * s.B * s.D);
        if (weight.Length != (long)s.A * s.B * s.C * s.D)
        {
            throw new ArgumentException($"The factor has {(long)s.A * s.B * s.C * s.D} weights, not {weight.Length}.", nameof(weight));
        }

        return new PackedKronecker(typeof(TShape), KroneckerJob.Pack(weight, epilogue.ScaleFactors, s.B, s.C, s.D), epilogue.PackShifts());
    }

    /// <summary>Multiplies.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="weights">Weights packed for the same shape.</param>
    /// <param name="input">The input vector.</param>
    /// <param name="output">The result; not the input.</param>
    /// <param name="residual">The vector to add, before the ReLU; may be the result. None when negative.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="port">The output of the net that a pass over panels writes to instead of the result's place. None when negative.</param>
    public static void Run<TShape>(in Run run, PackedKronecker weights, int input, int output, int residual = -1, bool relu = false, int port = -1)
        where TShape : struct, IKroneckerShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        var s = default(TShape);
        ConvGeometry.CheckPacked(weights.Shape, typeof(TShape));
        KroneckerJob job = new()
        {
            A = s.A,
            B = s.B,
            C = s.C,
            D = s.D,
            Images = run.Images,
            Floor = relu ? 0 : float.NegativeInfinity,
            Input = run.At(new Map(input, s.A * s.C * s.D, 1, 1, 0)),
            Output = run.At(new Map(output, s.A * s.B * s.D, 1, 1, 0)),
            Residual = residual < 0 ? null : run.At(new Map(residual, s.A * s.B * s.D, 1, 1, 0)),
            Weights = weights.Weights.Pointer,
            Shift = weights.Shift.Pointer,
            Stride = run.Stride,
        };
        job.Run(run);
        GC.KeepAlive(weights);
    }
}
