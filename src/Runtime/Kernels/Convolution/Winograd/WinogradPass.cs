using System;
using NetSpec.Runtime.Kernels.Convolution.Tiles;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>Takes the bands of a job through their stages, on as many threads as a run has.</summary>
internal static unsafe class WinogradPass<TTransform, TLanes, TTiles>
    where TTransform : struct, IWinogradTransform
    where TLanes : struct, ILanes<TLanes>
    where TTiles : struct, IConvTiles
{
    // Transforming a block of 16 channels of a tile.
    private const long BlockNanoseconds = 25;

    // A chunk of a transform, and of products at a point.
    private const int ChunkBlocks = 8, ChunkTiles = 32, ChunkPanels = 8;

    /// <summary>Runs a whole job.</summary>
    public static void Execute(void* state, int index)
    {
        var job = (WinogradJob*)state;
        switch (job->Shares)
        {
            case WinogradShares.Bands:
                WorkerPool.Shared.For(job->Threads, job->Bands, job->NanosecondsOf(job->Tiles), &Band, job);
                break;
            case WinogradShares.Panels:
                WorkerPool.Shared.For(job->Threads, Math.Min(job->Threads, job->Panels), job->NanosecondsOf(job->Tiles), &Panels, job);
                break;
            default:
                Points(job);
                break;
        }
    }

    /// <summary>One band after another, its stages in parts.</summary>
    private static void Points(WinogradJob* job)
    {
        var memory = job->Band.Inputs;
        for (var i = 0; i < job->Bands; i++)
        {
            job->Band = job->BandOf(i, memory);
            var tiles = Parts(job->Band.Tiles, ChunkTiles);
            WorkerPool.Shared.For(
                job->Threads, tiles * Parts(job->InBlocks, ChunkBlocks), (long)job->Band.Tiles * job->InBlocks * BlockNanoseconds, &Inputs, job);
            WorkerPool.Shared.For(job->Threads, job->Points * Parts(job->Panels, ChunkPanels), job->NanosecondsOf(job->Band.Tiles), &Products, job);
            WorkerPool.Shared.For(
                job->Threads, tiles * Parts(job->OutBlocks, ChunkBlocks), (long)job->Band.Tiles * job->OutBlocks * BlockNanoseconds, &Outputs, job);
        }
    }

    private static int Parts(int count, int part) => (count + part - 1) / part;

    /// <summary>A band with all panels.</summary>
    private static void Band(void* state, int index)
    {
        var job = (WinogradJob*)state;
        Whole(job, index, 0, job->Panels);
    }

    /// <summary>All bands with some panels.</summary>
    private static void Panels(void* state, int index)
    {
        var job = (WinogradJob*)state;
        var parts = Math.Min(job->Threads, job->Panels);
        for (var i = 0; i < job->Bands; i++)
            Whole(job, i, job->Panels * index / parts, job->Panels * (index + 1) / parts);
    }

    /// <summary>Takes a band through all stages.</summary>
    private static void Whole(WinogradJob* job, int index, int firstPanel, int endPanel)
    {
        var band = job->BandOf(index, job->Scratch.Own);
        WinogradStages<TTransform, TLanes, TTiles>.Input(job, band, 0, band.Tiles, 0, job->InBlocks);
        for (var point = 0; point < job->Points; point++)
            WinogradStages<TTransform, TLanes, TTiles>.Multiply(job, band, point, firstPanel, endPanel);

        WinogradStages<TTransform, TLanes, TTiles>.Output(job, band, 0, band.Tiles, 2 * firstPanel, Math.Min(2 * endPanel, job->OutBlocks));
    }

    private static void Inputs(void* state, int index)
    {
        var job = (WinogradJob*)state;
        var (tiles, blocks) = Math.DivRem(index, Parts(job->InBlocks, ChunkBlocks));
        WinogradStages<TTransform, TLanes, TTiles>.Input(
            job,
            job->Band,
            tiles * ChunkTiles,
            Math.Min(job->Band.Tiles, (tiles + 1) * ChunkTiles),
            blocks * ChunkBlocks,
            Math.Min(job->InBlocks, (blocks + 1) * ChunkBlocks));
    }

    private static void Products(void* state, int index)
    {
        var job = (WinogradJob*)state;
        var (point, panels) = Math.DivRem(index, Parts(job->Panels, ChunkPanels));
        WinogradStages<TTransform, TLanes, TTiles>.Multiply(
            job, job->Band, point, panels * ChunkPanels, Math.Min(job->Panels, (panels + 1) * ChunkPanels));
    }

    private static void Outputs(void* state, int index)
    {
        var job = (WinogradJob*)state;
        var (tiles, blocks) = Math.DivRem(index, Parts(job->OutBlocks, ChunkBlocks));
        WinogradStages<TTransform, TLanes, TTiles>.Output(
            job,
            job->Band,
            tiles * ChunkTiles,
            Math.Min(job->Band.Tiles, (tiles + 1) * ChunkTiles),
            blocks * ChunkBlocks,
            Math.Min(job->OutBlocks, (blocks + 1) * ChunkBlocks));
    }
}
