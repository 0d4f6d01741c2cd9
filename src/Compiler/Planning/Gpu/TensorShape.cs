using System;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>
/// What follows from a tile for a kernel on tensor cores. They multiply a 16 x 16 matrix of halfs, rows M, by a 16 x 8 one,
/// columns N, and keep sums of floats in registers. Neighbouring sums of a thread lie along N, so N is what is contiguous in y:
/// the batch where the batch is last, else the rows k of a dense block.
/// </summary>
internal sealed record TensorShape(FactorKernelKey Key, KernelTile Tile)
{
    /// <summary>Bytes of a half.</summary>
    public const int HalfBytes = 2;

    /// <summary>Bytes of a float.</summary>
    public const int FloatBytes = 4;

    /// <summary>Halfs of 16 bytes, which a thread copies at once and which are a row of the matrices that are loaded from shared memory.</summary>
    public const int Chunk = 8;

    /// <summary>Rows of the matrix of sums, and depth of a product.</summary>
    public const int Fragment = 16;

    /// <summary>Shared memory that a group may have without asking the driver for more.</summary>
    public const int SharedLimit = 48 * 1024;

    /// <summary>
    /// Shared memory a thread for the ring of tiles: with 256 bytes, as many threads as are wanted for a multiprocessor, some 512,
    /// take 128 KiB, which those that have tensor cores for this have.
    /// </summary>
    private const int RingBytesPerThread = 256;

    /// <summary>More tiles than these in flight hide no more latency.</summary>
    private const int MostStages = 4;

    /// <summary>Inputs l that are multiplied without a loop.</summary>
    private const int UnrolledDepth = 128;

    /// <summary>The pattern.</summary>
    public KsPattern Pattern => Key.Pattern;

    /// <summary>Whether the samples of a feature lie side by side.</summary>
    public bool IsBatchLast => Key.IsBatchLast;

    /// <summary>Rows of the group's matrix of sums.</summary>
    public int M => IsBatchLast ? Tile.Rows : Tile.Batch;

    /// <summary>Columns of the group's matrix of sums.</summary>
    public int N => IsBatchLast ? Tile.Batch : Tile.Rows;

    /// <summary>Rows of a warp's matrix of sums.</summary>
    public int WarpM => IsBatchLast ? Tile.OwnRows : Tile.OwnBatch;

    /// <summary>Columns of a warp's matrix of sums.</summary>
    public int WarpN => IsBatchLast ? Tile.OwnBatch : Tile.OwnRows;

    /// <summary>Matrices of 16 rows that a warp has below each other.</summary>
    public int FragmentsM => WarpM / Fragment;

    /// <summary>Matrices of 8 columns that a warp has side by side.</summary>
    public int FragmentsN => WarpN / Chunk;

    /// <summary>Warps below each other.</summary>
    public int WarpsM => M / WarpM;

    /// <summary>Warps side by side.</summary>
    public int WarpsN => N / WarpN;

    /// <summary>Interleaved blocks, j, of a group; each has its own warps and its own tiles in shared memory.</summary>
    public int Planes => Tile.Interleaved;

    /// <summary>Threads of a group.</summary>
    public int Threads => Tile.Threads;

    /// <summary>Sums in the registers of a thread.</summary>
    public int Sums => WarpM * WarpN / 32;

    /// <summary>Tiles along the inputs of a dense block.</summary>
    public int Steps => Tiles(Pattern.C, Tile.Depth);

    /// <summary>Tiles along the rows of a dense block.</summary>
    public int RowTiles => Tiles(Pattern.B, Tile.Rows);

    /// <summary>Groups of interleaved blocks.</summary>
    public int BlockGroups => Tiles(Pattern.D, Planes);

    /// <summary>Rows of a packed dense block.</summary>
    public int PaddedRows => RowTiles * Tile.Rows;

    /// <summary>Columns of a packed dense block.</summary>
    public int PaddedDepth => Steps * Tile.Depth;

    /// <summary>Whether the last tile along the inputs is a part of one.</summary>
    public bool IsDepthRagged => Pattern.C % Tile.Depth != 0;

    /// <summary>Whether the last tile along the rows is a part of one.</summary>
    public bool AreRowsRagged => Pattern.B % Tile.Rows != 0;

    /// <summary>Whether the last group of interleaved blocks is a part of one.</summary>
    public bool AreBlocksRagged => Pattern.D % Planes != 0;

    /// <summary>How x comes into shared memory.</summary>
    public TensorInput Input => IsBatchLast ? TensorInput.Columns : Pattern.D == 1 && Pattern.C % 2 == 0 ? TensorInput.Rows : TensorInput.Runs;

    /// <summary>Inputs l of a dense block that a thread takes at once from x: as many as lie side by side and aligned, or what it sorts in registers.</summary>
    public int OwnDepth => Input switch
    {
        TensorInput.Rows => Common(Pattern.C, Chunk),
        TensorInput.Runs => Math.Min(Chunk, Math.Max(2, 16 / Planes)),
        _ => 1,
    };

    /// <summary>How x is copied.</summary>
    public TensorCopy CopyX => IsBatchLast ? new(Tile.Depth, Tile.Batch / Chunk, Threads) : new(Tile.Batch, Tile.Depth / OwnDepth, Threads);

    /// <summary>How weights are copied: [j][l] rows of k.</summary>
    public TensorCopy CopyK => new(Planes * Tile.Depth, Tile.Rows / Chunk, Threads);

    /// <summary>Whether a thread's values of x, from all its l and j, lie side by side, because the group has all blocks.</summary>
    public bool AreRunsJoined => Planes == Pattern.D;

    /// <summary>Halfs that are read at once where x is sorted in registers: the most that every run's place and length are a multiple of.</summary>
    public int RunWidth => AreRunsJoined
        ? Math.Min(Common((long)Pattern.C * Pattern.D, Chunk), Common(OwnDepth * Planes, Chunk))
        : Common(Pattern.D, Planes);

    /// <summary>Halfs of x that a thread has in registers, where it is sorted there.</summary>
    public int HeldX => Input == TensorInput.Runs ? CopyX.Rounds * OwnDepth * Planes : 0;

    /// <summary>Registers that these take: two halfs each, unless they are read one by one.</summary>
    public int HeldRegisters => RunWidth == 1 ? HeldX : HeldX / 2;

    /// <summary>Bytes of one tile of x.</summary>
    public int StageX => HalfBytes * Planes * Tile.Batch * Tile.Depth;

    /// <summary>Bytes of one tile of x and one of weights.</summary>
    public int StageBytes => StageX + (HalfBytes * Planes * Tile.Rows * Tile.Depth);

    /// <summary>Tiles in the ring.</summary>
    public int Stages => Steps == 1 ? 1 : Math.Max(2, Math.Min(Math.Min(SharedLimit, Threads * RingBytesPerThread) / StageBytes, Math.Min(Steps, MostStages)));

    /// <summary>Tiles that are on their way before the first is multiplied: all that there are, or all but the one that is multiplied.</summary>
    public int Ahead => Stages == Steps ? Stages : Stages - 1;

    /// <summary>
    /// Whether there is no loop over the tiles. Where x is sorted in registers there is one: without, NVIDIA's assembler moves
    /// loads back to where they are used, behind what should be multiplied meanwhile.
    /// </summary>
    public bool IsUnrolled => Steps == 1 || (Input != TensorInput.Runs && PaddedDepth <= UnrolledDepth);

    /// <summary>Neighbouring k, or n, of a thread when results are stored: 16 bytes, or one where the blocks of others lie between.</summary>
    public int ResultColumns => Planes == 1 ? Chunk : AreRunsJoined ? Chunk / Planes : 1;

    /// <summary>Results of a thread that lie side by side in y, and are stored together.</summary>
    public int ResultRun => ResultColumns * Planes;

    /// <summary>Halfs of a store: the most that every run's place and length are a multiple of.</summary>
    public int ResultWidth => IsBatchLast ? Chunk : Planes == 1 || AreRunsJoined ? Common((long)Pattern.B * Pattern.D, ResultRun) : Common(Pattern.D, Planes);

    /// <summary>Threads side by side when results are stored.</summary>
    public int ResultThreads => N / ResultColumns;

    /// <summary>
    /// Rows of 8 sums of each warp that are in shared memory at once when results are stored: all that fit where the ring was, and
    /// so many that no thread is idle.
    /// </summary>
    public int ResultGroups
    {
        get
        {
            var least = Math.Max(1, Threads / (WarpsM * Chunk * ResultThreads));
            var most = 2 * FragmentsM;
            var groups = least;
            while (groups * 2 <= most && ResultBytes(groups * 2) <= Stages * StageBytes)
            {
                groups *= 2;
            }

            return groups;
        }
    }

    /// <summary>
    /// Floats from one row of results in shared memory to the next: eight more than there are, so that the rows of a warp are in different banks.
    /// </summary>
    public int ResultPitch => N + Chunk;

    /// <summary>Rows of results that are in shared memory at once.</summary>
    public int ResultRows => WarpsM * Chunk * ResultGroups;

    /// <summary>Bytes of shared memory of a group.</summary>
    public int SharedBytes => Math.Max(Stages * StageBytes, ResultBytes(ResultGroups));

    /// <summary>The greatest divisor of a size that is at most a power of two.</summary>
    public static int Common(long size, int power)
    {
        var divisor = 1;
        while (divisor * 2 <= power && size % (divisor * 2) == 0)
        {
            divisor *= 2;
        }

        return divisor;
    }

    private int ResultBytes(int groups) => FloatBytes * Planes * WarpsM * Chunk * groups * ResultPitch;

    private static int Tiles(int size, int tile) => (int)(((long)size + tile - 1) / tile);
}
