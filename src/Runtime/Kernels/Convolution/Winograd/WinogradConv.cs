using System;
using NetSpec.Runtime.Kernels.Convolution.Tiles;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>Packs and runs convolutions by Winograd's minimal filtering.</summary>
internal static unsafe class WinogradConv
{
    /// <summary>Packs weights (out, in, 3, 3), multiplied by the epilogue's factors.</summary>
    public static PackedWinograd Pack<TShape, TTransform>(ReadOnlySpan<float> weight, Epilogue epilogue)
        where TShape : struct, IConvShape
        where TTransform : struct, IWinogradTransform
    {
        ArgumentNullException.ThrowIfNull(epilogue);
        var s = default(TShape);
        ConvGeometry.Check(s, weight.Length, epilogue);
        ConvGeometry.CheckReach(s);
        if (!Fits(s))
        {
            throw new ArgumentException($"{typeof(TShape).Name} is no 3 x 3 convolution with stride 1, dilation 1 and one group of channels in blocks.");
        }

        var weights = WinogradWeights.Pack<TTransform>(weight, epilogue.ScaleFactors, s.OutChannels, s.InChannels);
        return new PackedWinograd(typeof(TShape), weights, epilogue.PackShifts(), JobOf(s, TTransform.Outputs)) { HasResidual = s.HasResidual };
    }

    /// <summary>Convolves: input, output and residual are offsets of first interior elements.</summary>
    public static void Run<TShape, TTransform>(in Run run, PackedWinograd weights, int input, int output, int residual, bool relu, PlaceFunction then)
        where TShape : struct, IConvShape
        where TTransform : struct, IWinogradTransform
    {
        ArgumentNullException.ThrowIfNull(weights);
        ConvGeometry.CheckRun(weights.Shape, typeof(TShape), weights.HasResidual, residual);
        var job = weights.Job;
        job.Output = run.At(output, job.OutExtent.Before, job.OutExtent.After);
        job.Residual = residual < 0 ? null : run.At(residual, job.ResidualExtent.Before, job.ResidualExtent.After);
        Execute<TTransform>(run, job, weights, input, relu, then.At(run.Simd, default(TShape).OutChannels));
    }

    /// <summary>Convolves, and stores the maxima of 2 x 2 results: of a shape without a residual.</summary>
    public static void RunPooled<TShape, TTransform>(in Run run, PackedWinograd weights, int input, Map to, bool relu, PlaceFunction then)
        where TShape : struct, IConvShape
        where TTransform : struct, IWinogradTransform
    {
        ConvGeometry.CheckRun(weights.Shape, typeof(TShape), weights.HasResidual, residual: -1);
        var job = weights.Job;
        job.Output = run.At(to);
        (job.Pools, job.OutRow, job.OutBlock) = (true, to.Row, to.Block);
        Execute<TTransform>(run, job, weights, input, relu, then.At(run.Simd, default(TShape).OutChannels));
    }

    private static void Execute<TTransform>(in Run run, WinogradJob job, PackedWinograd weights, int input, bool relu, AppliedFunction then)
        where TTransform : struct, IWinogradTransform
    {
        if (job.Outputs != TTransform.Outputs)
        {
            throw new ArgumentException($"The weights were packed for tiles of {job.Outputs} x {job.Outputs} results.", nameof(weights));
        }

        var zeros = stackalloc float[2 * Map.Lanes];
        new Span<float>(zeros, 2 * Map.Lanes).Clear();
        var minusZeros = stackalloc float[2 * Map.Lanes];
        new Span<float>(minusZeros, 2 * Map.Lanes).Fill(-0.0f);
        job.Input = run.At(input, job.InExtent.Before, job.InExtent.After) + job.InStart;
        job.Weights = weights.Weights.Pointer;
        job.Shift = weights.Shift.Pointer;
        job.Zeros = zeros;
        job.MinusZeros = minusZeros;
        job.Stride = run.Stride;
        job.Images = run.Images;
        job.Floor = ConvGeometry.Floor(relu);
        job.Then = then;
        job.Cut(run.Threads);
        if (job.Shares == WinogradShares.Points)
            job.Band.Inputs = run.Scratch(job.BandFloats);
        else
            job.Scratch = run.ThreadScratch(job.BandFloats, run.Threads);

        Levels.Tiles<Kernel<TTransform>>(run.Simd)(&job, 0);
        GC.KeepAlive(weights);
    }

    private static bool Fits(IConvShape s) =>
        s is { KernelHeight: 3, KernelWidth: 3, StrideHeight: 1, StrideWidth: 1, DilationHeight: 1, DilationWidth: 1, Groups: 1, InPlanar: false };

    private static WinogradJob JobOf(IConvShape s, int outputs)
    {
        var input = new Map(0, s.InChannels, s.InHeight, s.InWidth, s.InBorder);
        var output = new Map(0, s.OutChannels, s.OutHeight, s.OutWidth, s.OutBorder);
        var residual = new Map(0, s.OutChannels, s.OutHeight, s.OutWidth, s.ResidualBorder);
        var (inTile, outTile) = (WinogradMemory.Odd(input.Blocks * Map.Lanes), WinogradMemory.Odd(output.Blocks * Map.Lanes));
        return new WinogradJob
        {
            InRow = input.Row,
            InBlock = input.Block,
            InStart = (-s.PadTop * input.Row) - (s.PadLeft * Map.Lanes),
            InChannels = s.InChannels,
            InBlocks = input.Blocks,
            OutRow = output.Row,
            OutBlock = output.Block,
            OutHeight = s.OutHeight,
            OutWidth = s.OutWidth,
            OutBlocks = output.Blocks,
            ResidualRow = residual.Row,
            ResidualBlock = residual.Block,
            InExtent = Extent(input),
            OutExtent = Extent(output),
            ResidualExtent = Extent(residual),
            Outputs = outputs,
            Points = (outputs + 2) * (outputs + 2),
            Across = (s.OutWidth + outputs - 1) / outputs,
            Down = (s.OutHeight + outputs - 1) / outputs,
            InTile = inTile,
            OutTile = outTile,
            Product = new ConvJob
            {
                Blocks = 1,
                KernelRows = 1,
                Segments = 1,
                Length = s.InChannels,
                InPixel = inTile,
                OutPixel = outTile,
                OutBlock = Map.Lanes,
                Floor = float.NegativeInfinity,
            },
        };
    }

    private static (nint Before, nint After) Extent(Map map) => (map.Inset, (map.Blocks * map.Block) - map.Inset);

    private readonly struct Kernel<TTransform> : ITileKernel
        where TTransform : struct, IWinogradTransform
    {
        public static delegate*<void*, int, void> Body<TLanes, TWidth, TVector>()
            where TLanes : struct, ILanes<TLanes>
            where TWidth : struct, IWidth<TVector>
            where TVector : unmanaged => &WinogradPass<TTransform, TLanes, ConvTiles<TWidth, TVector>>.Execute;
    }
}
