using System;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Functions;
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
    // Samples of a register tile, and of rows of whole tiles.
    private const int TileSamples = 14, RowTiles = 8;

    // Panels of outputs that can be shared out without the samples being cut for it.
    private const int ManyPanels = 8;

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

    /// <inheritdoc cref="Pack{TShape}(ReadOnlySpan{float}, Epilogue)"/>
    public static PackedLinear Pack<TShape>(DerivedWeights weight, Epilogue epilogue)
        where TShape : struct, ILinearShape
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(epilogue);
        if (weight.Rows is not { } rows)
            return Pack<TShape>((ReadOnlySpan<float>)weight, epilogue);

        var s = default(TShape);
        epilogue.CheckChannels(s.OutFeatures);
        return new PackedLinear(
            typeof(TShape), DerivedPacking.Pack(rows, s.OutFeatures, s.InFeatures, epilogue), epilogue.PackShifts()) { HasResidual = s.HasResidual };
    }

    /// <summary>
    /// The weights of a convolution of 1 x 1, which a layer on tokens is, as those of the layer for one token: they lie the same where the inputs fill blocks.
    /// Nothing is copied.
    /// </summary>
    public static PackedLinear Share<TShape>(PackedConv weights)
        where TShape : struct, ILinearShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        return Share<TShape>(weights.Job, weights.Weights, weights.Shift);
    }

    /// <inheritdoc cref="Share{TShape}(PackedConv)"/>
    public static PackedLinear Share<TShape>(PackedConvTranspose weights)
        where TShape : struct, ILinearShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        return Share<TShape>(weights.Phases[0].Job, weights.Phases[0].Weights, weights.Shift);
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
    /// <param name="then">What is applied to each result last; nothing by default.</param>
    public static void Run<TShape>(
        in Run run, PackedLinear weights, int input, int output, int residual = -1, bool relu = false, int port = -1, int vectors = 0,
        PlaceFunction then = default)
        where TShape : struct, ILinearShape
    {
        ArgumentNullException.ThrowIfNull(weights);
        var s = default(TShape);
        ConvGeometry.CheckRun(weights.Shape, typeof(TShape), weights.HasResidual, residual);

        if (run.IsPanel)
        {
            RunPanel(run, s, weights, input, output, residual, relu, port, then);
        }
        else if (run.Images <= vectors && Levels.Has128(run.Simd))
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
                Then = then.At(run.Simd, s.OutFeatures),
            };
            job.Run(run);
        }
        else
        {
            var width = RowSamples(s.OutFeatures, run);
            var job = MatrixProduct(s, run, width, relu);
            job.Then = then.At(run.Simd, s.OutFeatures);
            job.OutHeight = run.Images / width;
            job.Run(run, images: 1, weights.Weights, weights.Shift, input, output, residual);
            if (run.Images % width != 0)
            {
                job.SkipRows();
                job.OutWidth = run.Images % width;
                job.Run(run, images: 1, weights.Weights, weights.Shift, input, output, residual);
            }
        }

        GC.KeepAlive(weights);
    }

    private static PackedLinear Share<TShape>(ConvJob job, NativeBuffer weights, NativeBuffer shift)
        where TShape : struct, ILinearShape
    {
        var s = default(TShape);
        if (job.Groups != 1 || job.Depth != s.InFeatures || job.Length != Map.Lanes || job.OutBlocks != (s.OutFeatures + Map.Lanes - 1) / Map.Lanes)
            throw new ArgumentException($"The convolution is no layer of {s.InFeatures} inputs and {s.OutFeatures} outputs in whole blocks.", nameof(weights));

        return new PackedLinear(typeof(TShape), weights, shift) { HasResidual = s.HasResidual };
    }

    private static void RunPanel<TShape>(
        in Run run, TShape s, PackedLinear weights, int input, int output, int residual, bool relu, int port, PlaceFunction then)
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
            Sums = target.Row == PanelTile.Samples ? null : Panels.Value(run, output, s.OutFeatures),
            Streams = target.Streams && then.IsNone,
            Residual = residual < 0 ? null : Panels.Value(run, residual, s.OutFeatures),
            Floor = ConvGeometry.Floor(relu),
        };
        matrix.Run(run.Simd, Panels.Of(run));
        target.Apply(then.At(run.Simd, Map.Lanes), s.OutFeatures);
        target.Finish(run, output, s.OutFeatures, port);
    }

    /// <summary>
    /// Samples that are a row of the product. All of them, where they are not many: then tiles are of nearly equal width. Rows of one
    /// tile, where outputs are too few to be shared out.
    /// </summary>
    private static int RowSamples(int outputs, in Run run)
    {
        var few = run.Threads > 1 && outputs < ManyPanels * 2 * Map.Lanes;
        return Math.Min(run.Images, few ? TileSamples : RowTiles * TileSamples);
    }

    /// <summary>A convolution whose pixels in a row are samples of the pass.</summary>
    private static ConvJob MatrixProduct<TShape>(TShape s, in Run run, int width, bool relu)
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
            InRow = width * run.Stride,
            OutRow = width * run.Stride,
            ResidualRow = width * run.Stride,
            OutBlock = Map.Lanes,
            ResidualBlock = Map.Lanes,
            InExtent = (0, s.InFeatures),
            OutExtent = (0, padded),
            ResidualExtent = (0, padded),
            OutHeight = 1,
            OutWidth = width,
            OutBlocks = padded / Map.Lanes,
            Groups = 1,
            Floor = ConvGeometry.Floor(relu),
        };
    }
}
