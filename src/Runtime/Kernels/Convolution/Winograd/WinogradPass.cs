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
    private const long MultiplyAddsPerNanosecond = 50;

    // Transforming a block of 16 channels of a tile.
    private const long BlockNanoseconds = 25;

    // A chunk of a transform, and of products at a point.
    private const int ChunkBlocks = 8, ChunkTiles = 32, ChunkPanels = 8;

    /// <summary>Runs a whole job.</summary>
    public static void Execute(void* state, int index)
    {
        var job = (WinogradJob*)state;
        if (job->Together)
        {
            Together(job);
        }
        else
        {
            Apart(job);
        }
    }

    /// <summary>Every band by itself.</summary>
    private static void Apart(WinogradJob* job) =>
        WorkerPool.Shared.For(job->BandsAtOnce, job->Bands, Nanoseconds(job, job->Tiles), &Whole, job);

    /// <summary>One band after another, its stages in parts.</summary>
    private static void Together(WinogradJob* job)
    {
        for (var i = 0; i < job->Bands; i++)
        {
            job->Band = job->BandOf(i, job->Scratch);
            var tiles = Parts(job->Band.Tiles, ChunkTiles);
            WorkerPool.Shared.For(
                job->Threads, tiles * Parts(job->InBlocks, ChunkBlocks), (long)job->Band.Tiles * job->InBlocks * BlockNanoseconds, &Inputs, job);
            WorkerPool.Shared.For(job->Threads, job->Points * Parts(job->Panels, ChunkPanels), Nanoseconds(job, job->Band.Tiles), &Products, job);
            WorkerPool.Shared.For(
                job->Threads, tiles * Parts(job->OutBlocks, ChunkBlocks), (long)job->Band.Tiles * job->OutBlocks * BlockNanoseconds, &Outputs, job);
        }
    }

    private static int Parts(int count, int part) => (count + part - 1) / part;

    private static long Nanoseconds(WinogradJob* job, int tiles) => tiles * job->Points * job->PointWeights / MultiplyAddsPerNanosecond;

    private static void Whole(void* state, int index)
    {
        var job = (WinogradJob*)state;
        var band = job->BandOf(index, job->Scratch + (WorkerPool.Slot * job->BandFloats));
        WinogradStages<TTransform, TLanes, TTiles>.Input(job, band, 0, band.Tiles, 0, job->InBlocks);
        for (var point = 0; point < job->Points; point++)
        {
            WinogradStages<TTransform, TLanes, TTiles>.Multiply(job, band, point, 0, job->Panels);
        }

        WinogradStages<TTransform, TLanes, TTiles>.Output(job, band, 0, band.Tiles, 0, job->OutBlocks);
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
