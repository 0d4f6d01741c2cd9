using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A <see cref="DenseLinear"/> of at most 32 outputs, which by itself has too few sums to hide the latency of multiply-adds: each output's
/// products are added in several sums, which are added at the end. A sample is multiplied by itself, whatever its company, with as
/// little around it as there can be: that is most of the time of a small network.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class NarrowLinear
{
    /// <summary>The most outputs.</summary>
    internal const int MostOutputs = 2 * Map.Lanes;

    /// <summary>Packs weights (out, in), multiplied by the epilogue's factors.</summary>
    public static PackedLinear Pack<TShape>(ReadOnlySpan<float> weight, Epilogue epilogue)
        where TShape : struct, ILinearShape
    {
        var outputs = default(TShape).OutFeatures;
        if (outputs > MostOutputs)
        {
            throw new ArgumentException($"{typeof(TShape).Name} has {outputs} outputs, more than {MostOutputs}.");
        }

        return DenseLinear.Pack<TShape>(weight, epilogue);
    }

    /// <summary>Multiplies. Not in panels, where sums are added in another order.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="weights">Weights packed for the same shape.</param>
    /// <param name="input">The input vector.</param>
    /// <param name="output">The result; not the input.</param>
    /// <param name="residual">The vector to add, for a shape that has one; may be the result.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="then">What is applied to each result last; nothing by default.</param>
    public static void Run<TShape>(in Run run, PackedLinear weights, int input, int output, int residual = -1, bool relu = false, PlaceFunction then = default)
        where TShape : struct, ILinearShape
    {
        if (!Levels.Has128(run.Simd))
        {
            DenseLinear.Run<TShape>(run, weights, input, output, residual, relu, then: then);
            return;
        }

        ArgumentNullException.ThrowIfNull(weights);
        ConvGeometry.CheckRun(weights.Shape, typeof(TShape), weights.HasResidual, residual);
        var s = default(TShape);
        nint outputs = s.OutFeatures > Map.Lanes ? MostOutputs : Map.Lanes;
        NarrowJob job;
        job.Input = run.At(input, 0, s.InFeatures);
        job.Output = run.At(output, 0, outputs);
        job.Residual = residual < 0 ? null : run.At(residual, 0, outputs);
        job.Weights = weights.Weights.Pointer;
        job.Shift = weights.Shift.Pointer;
        job.Stride = run.Stride;
        job.Images = run.Images;
        job.Floor = ConvGeometry.Floor(relu);
        job.Then = then.At(run.Simd, s.OutFeatures);
        job.Length = s.InFeatures;
        if (s.OutFeatures > Map.Lanes)
            job.Run<N2>(run);
        else
            job.Run<N1>(run);
        GC.KeepAlive(weights);
    }
}
