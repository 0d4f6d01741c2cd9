using System;
using System.ComponentModel;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A fully connected layer with the affine map that follows it, a residual and a ReLU fused:
/// y = relu(scale · W x + shift + residual). Samples of a pass are the rows of one matrix product.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class DenseLinear
{
    // Rows of so many samples, so that a large batch is shared out even when the outputs are few.
    private const int TileSamples = 14;

    /// <summary>Packs weights (out, in), multiplied by the epilogue's factors.</summary>
    public static PackedLinear Pack<TShape>(ReadOnlySpan<float> weight, Epilogue epilogue)
        where TShape : struct, ILinearShape
    {
        ArgumentNullException.ThrowIfNull(epilogue);
        var s = default(TShape);
        epilogue.CheckChannels(s.OutFeatures);
        if (weight.Length != (long)s.OutFeatures * s.InFeatures)
        {
            throw new ArgumentException($"The layer has {(long)s.OutFeatures * s.InFeatures} weights, not {weight.Length}.", nameof(weight));
        }

        var channels = new ConvChannels(s.OutFeatures, s.InFeatures, groups: 1, planar: true);
        var order = WeightOrder.OutFirst(s.OutFeatures, s.InFeatures, 1, 1);
        return new PackedLinear(
            typeof(TShape), channels.Pack(weight, epilogue.ScaleFactors, order, 1, 1), epilogue.PackShifts()) { HasResidual = s.HasResidual };
    }

    /// <summary>Multiplies.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="weights">Weights packed for the same shape.</param>
    /// <param name="input">The input vector.</param>
    /// <param name="output">The result; not the input.</param>
    /// <param name="residual">The vector to add, for a shape that has one; may be the result.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="port">The output of the net that a pass over panels writes to instead of the result's place. None when negative.</param>
    /// <param name="vectors">Up to how many samples are multiplied as vectors, more as a matrix; the results are the same.</param>
    public static void Run<TShape>(
        in Run run, PackedLinear weights, int input, int output, int residual = -1, bool relu = false, int port = -1, int vectors = 0)
        where TShape : struct, ILinearShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        var s = default(TShape);
        ConvGeometry.CheckRun(weights.Shape, typeof(TShape), weights.HasResidual, residual);

        if (run.IsPanel)
        {
            RunPanel(run, s, weights, input, output, residual, relu, port);
        }
        else if (run.Images <= vectors && Levels.Has256(run.Simd))
        {
            GemvJob job = new()
            {
                Input = run.At(new Map(input, s.InFeatures, 1, 1, 0)),
                Output = run.At(new Map(output, s.OutFeatures, 1, 1, 0)),
                Residual = residual < 0 ? null : run.At(new Map(residual, s.OutFeatures, 1, 1, 0)),
                Weights = weights.Weights.Pointer,
                Shift = weights.Shift.Pointer,
                Stride = run.Stride,
                Vectors = run.Images,
                Length = s.InFeatures,
                OutBlocks = (s.OutFeatures + Map.Lanes - 1) / Map.Lanes,
                Floor = ConvGeometry.Floor(relu),
            };
            job.Run(run);
        }
        else
        {
            var job = MatrixProduct(s, run, relu);
            if (run.Images >= 2 * TileSamples)
            {
                job.OutHeight = run.Images / TileSamples;
                job.OutWidth = TileSamples;
                job.Run(run, images: 1, weights.Weights, weights.Shift, input, output, residual);
                job.SkipRows();
                job.OutWidth = run.Images % TileSamples;
            }

            if (job.OutWidth > 0)
            {
                job.Run(run, images: 1, weights.Weights, weights.Shift, input, output, residual);
            }
        }

        GC.KeepAlive(weights);
    }

    private static void RunPanel<TShape>(in Run run, TShape s, PackedLinear weights, int input, int output, int residual, bool relu, int port)
        where TShape : struct, ILinearShape
    {
        var target = PanelTarget.Of(run, output, s.OutFeatures, port);
        PanelMatrix matrix = new()
        {
            Rows = s.OutFeatures,
            Columns = s.InFeatures,
            Weights = weights.Weights.Pointer,
            Shift = weights.Shift.Pointer,
            Input = Panels.Value(run, input, s.InFeatures),
            Output = target.Pointer,
            OutputRow = target.Row,
            Streams = target.Streams,
            Residual = residual < 0 ? null : Panels.Value(run, residual, s.OutFeatures),
            Floor = ConvGeometry.Floor(relu),
        };
        matrix.Run(run.Simd, Panels.Of(run));
        target.Finish(run, output, s.OutFeatures, port);
    }

    /// <summary>A convolution whose pixels in a row are the samples of the pass.</summary>
    private static ConvJob MatrixProduct<TShape>(TShape s, in Run run, bool relu)
        where TShape : struct, ILinearShape
    {
        var padded = (s.OutFeatures + Map.Lanes - 1) / Map.Lanes * Map.Lanes;
        return new ConvJob
        {
            Blocks = 1,
            KernelRows = 1,
            Segments = 1,
            Length = s.InFeatures,
            InPixel = run.Stride,
            OutPixel = run.Stride,
            ResidualPixel = run.Stride,
            InRow = TileSamples * run.Stride,
            OutRow = TileSamples * run.Stride,
            ResidualRow = TileSamples * run.Stride,
            OutBlock = Map.Lanes,
            ResidualBlock = Map.Lanes,
            InExtent = (0, s.InFeatures),
            OutExtent = (0, padded),
            ResidualExtent = (0, padded),
            OutHeight = 1,
            OutWidth = run.Images,
            OutBlocks = padded / Map.Lanes,
            Groups = 1,
            Floor = ConvGeometry.Floor(relu),
        };
    }
}
