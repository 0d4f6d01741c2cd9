using System;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>
/// What follows from a tile for a kernel without tensor cores: how threads share the loads, and what lies in shared memory.
/// Tiles of x lie there as [block][l][sample], tiles of the weights as [block][l][k], both as floats.
/// </summary>
internal sealed record SimtShape(FactorKernelKey Key, KernelTile Tile)
{
    /// <summary>Threads that run together.</summary>
    public const int Warp = DeviceModel.Warp;

    /// <summary>What a thread loads and stores at once: four values.</summary>
    public const int Vector = 4;

    /// <summary>Inputs of a tile whose products are written one after another; more of them become a loop.</summary>
    public const int UnrolledSteps = 16;

    private const int FloatBytes = 4;

    private const int SpreadPeriod = 64;

    /// <summary>The pattern.</summary>
    public KsPattern Pattern => Key.Pattern;

    /// <summary>Threads side by side along the samples.</summary>
    public int SampleThreads => Tile.Batch / Tile.OwnBatch;

    /// <summary>Threads side by side along the rows.</summary>
    public int RowThreads => Tile.Rows / Tile.OwnRows;

    /// <summary>Threads of one interleaved block.</summary>
    public int BlockThreads => SampleThreads * RowThreads;

    /// <summary>Threads of a group.</summary>
    public int Threads => Tile.Threads;

    /// <summary>
    /// Of the 32 threads of a warp, how many lie side by side along what is contiguous in y, samples or rows; null where warps are no
    /// rectangles of a block's threads. Shared memory serves a load of 16 bytes in four parts, and two at once where threads of
    /// numbers that differ in one of the two lowest bits ask for the same; kernels of NVIDIA's CUTLASS lie so for that reason.
    /// </summary>
    public int? WarpColumns
    {
        get
        {
            var (fast, slow) = Key.IsBatchLast ? (SampleThreads, RowThreads) : (RowThreads, SampleThreads);
            int[] columns = [8, 16, 4];
            var fitting = columns.Where(count => fast % count == 0 && slow % (DeviceModel.Warp / count) == 0).ToList();
            return fitting.Count > 0 ? fitting[0] : null;
        }
    }

    /// <summary>Tiles along the inputs of a dense block.</summary>
    public int Steps => Tiles(Pattern.C, Tile.Depth);

    /// <summary>Tiles along the rows of a dense block.</summary>
    public int RowTiles => Tiles(Pattern.B, Tile.Rows);

    /// <summary>Groups of interleaved blocks.</summary>
    public int BlockGroups => Tiles(Pattern.D, Tile.Interleaved);

    /// <summary>Rows of a packed dense block.</summary>
    public int PaddedRows => RowTiles * Tile.Rows;

    /// <summary>Columns of a packed dense block.</summary>
    public int PaddedDepth => Steps * Tile.Depth;

    /// <summary>Whether the last tile along the inputs is a part of one.</summary>
    public bool IsDepthRagged => Pattern.C % Tile.Depth != 0;

    /// <summary>Whether the last tile along the rows is a part of one.</summary>
    public bool AreRowsRagged => Pattern.B % Tile.Rows != 0;

    /// <summary>Whether the last group of interleaved blocks is a part of one.</summary>
    public bool AreBlocksRagged => Pattern.D % Tile.Interleaved != 0;

    /// <summary>Stages of shared memory: with two, one is filled while the other is multiplied.</summary>
    public int Stages => Steps > 1 ? 2 : 1;

    /// <summary>
    /// Floats between one l and the next in a tile of x. Batch-first memory is transposed on its way in: four more keep threads
    /// that write neighbouring l off each other's banks.
    /// </summary>
    public int SampleStride => Key.IsBatchLast ? Tile.Batch : Tile.Batch + Vector;

    /// <summary>Floats of a stage of x.</summary>
    public int StageX => Tile.Interleaved * Tile.Depth * SampleStride;

    /// <summary>Floats of a stage of weights.</summary>
    public int StageK => Tile.Interleaved * Tile.Depth * Tile.Rows;

    /// <summary>
    /// Values that a thread loads of x at once. Batch-last memory is padded to four; in batch-first memory four neighbours must
    /// be of one run, and every run must begin at a multiple of four.
    /// </summary>
    public int LoadX
    {
        get
        {
            if (Key.IsBatchLast)
                return Vector;

            // With all blocks taken, the inputs of a tile are one run; else each l has a run of its own.
            var run = Tile.Interleaved == Pattern.D ? (long)Tile.Depth * Pattern.D : Tile.Interleaved;
            var isAligned = Pattern.Columns % Vector == 0 && (long)Pattern.C * Pattern.D % Vector == 0 && run % Vector == 0;
            var fitsRuns = Tile.Interleaved % Vector == 0 || Vector % Tile.Interleaved == 0;
            var fitsBlocks = Tile.Interleaved == Pattern.D || Pattern.D % Vector == 0;
            return isAligned && fitsRuns && fitsBlocks ? Vector : 1;
        }
    }

    /// <summary>Loads of a tile of x, over all threads.</summary>
    public int LoadsX => Tile.Interleaved * Tile.Depth * Tile.Batch / LoadX;

    /// <summary>Loads of a tile of weights, over all threads.</summary>
    public int LoadsK => StageK / Vector;

    /// <summary>Loads of x of one thread.</summary>
    public int OwnLoadsX => Tiles(LoadsX, Threads);

    /// <summary>Loads of weights of one thread.</summary>
    public int OwnLoadsK => Tiles(LoadsK, Threads);

    /// <summary>Whether results go through shared memory, so that those of interleaved blocks are stored in one run.</summary>
    public bool IsStaged => Tile.Interleaved > 1;

    /// <summary>
    /// Staged results that a thread stores at once: four neighbours where runs of y are a multiple of four and begin at one, else one.
    /// </summary>
    public int StagedWidth
    {
        get
        {
            var run = Tile.Interleaved == Pattern.D ? (long)Pattern.B * Pattern.D : Tile.Interleaved;
            return run % Vector == 0 && (Tile.Interleaved == Pattern.D || Pattern.D % Vector == 0) ? Vector : 1;
        }
    }

    /// <summary>Staged results of one sample in a round, in the order of y: four rows of each thread, of all interleaved blocks.</summary>
    public int StagedRun => Vector * RowThreads * Tile.Interleaved;

    /// <summary>
    /// Fours between those that a thread reads together. Each thread reads neighbours of what the next one reads, and writes what is
    /// as far from that as there are blocks; so that both find all banks, places are spread, as <see cref="Spread"/> says.
    /// </summary>
    public int StagedPlane => Spread(Tiles(Threads * Vector / StagedWidth, SpreadPeriod) * SpreadPeriod);

    /// <summary>Floats of shared memory for a round of results: four rows and four samples of each thread.</summary>
    public int StagedRound => IsStaged ? Vector * StagedWidth * StagedPlane : 0;

    /// <summary>Floats of shared memory for x.</summary>
    public int SharedX => Stages * StageX;

    /// <summary>Floats of shared memory for weights.</summary>
    public int SharedK => Stages * StageK;

    /// <summary>Floats of shared memory for x and weights, and after them for staged results.</summary>
    public int Shared => Math.Max(SharedX + SharedK, StagedRound);

    /// <summary>Bytes of shared memory of a group.</summary>
    public long SharedBytes => FloatBytes * (long)Shared;

    /// <summary>32-bit registers that a thread is expected to need.</summary>
    public int Registers => SimtRegisters.Of(this);

    /// <summary>Groups of a multiprocessor that registers should be allotted for.</summary>
    public int GroupsPerMultiprocessor => Math.Max(1, SimtRegisters.Groups(this));

    /// <summary>Which four of shared memory four samples of a staged result are, for a thread of a block, one of its first four rows and the block.</summary>
    public int StagedSlot(int thread, int row, int block)
    {
        var position = (((thread * Vector) + row) * Tile.Interleaved) + block;
        return Spread(position / StagedWidth) + (position % StagedWidth * StagedPlane);
    }

    private static int Spread(int place) => place + (place / 8) + (place / SpreadPeriod);

    private static int Tiles(int size, int tile) => (int)(((long)size + tile - 1) / tile);
}
