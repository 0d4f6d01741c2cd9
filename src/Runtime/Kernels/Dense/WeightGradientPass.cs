using System;
using System.Threading;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// The gradient of a loss by the weights of a Kronecker-sparse factor, for a batch: Σ_n g[i,k,j](n) x[i,l,j](n) for each weight (i, k, l, j),
/// g being the gradient at the results. For some rows k of a block (i, j) it is a dense product of gradients [n][k] and inputs [n][l] over the
/// samples, in register tiles with the inputs as lanes. A weight's sum runs over the samples in their order, however the work is cut.
/// </summary>
internal unsafe struct WeightGradientPass
{
    // Tiles whose rows are made together, and samples that are brought near for them.
    private const int Tiles = 8, Strip = 4 * PanelTile.Samples;

    // Multiply-adds of one core in one nanosecond.
    private const long Rate = 32;

    public TiledPattern Size;
    public SimdLevel Simd;

    /// <summary>[feature][sample] or [sample][feature].</summary>
    public float* Input, Gradient;

    /// <summary>In the order (a, b, c, d).</summary>
    public float* Result;

    public int Batch;
    public bool BatchLast;

    /// <summary>Room of each thread, and floats from one thread's to the next.</summary>
    public float* Scratch;
    public nint ScratchStep;

    private int _next;

    /// <summary>The gradient by the weights, in the order (a, b, c, d); room for each thread that may take part stands in <paramref name="scratch"/>.</summary>
    public static void Compute(
        in TiledPattern size, SimdLevel simd, NativeBuffer scratch, ReadOnlySpan<float> x, ReadOnlySpan<float> gradient, Span<float> result, int batch,
        bool batchLast, int threads)
    {
        fixed (float* input = x, gradients = gradient, weights = result)
        {
            WeightGradientPass pass = new()
            {
                Size = size,
                Simd = simd,
                Input = input,
                Gradient = gradients,
                Result = weights,
                Batch = batch,
                BatchLast = batchLast,
                Scratch = scratch.Pointer,
                ScratchStep = (nint)ScratchOf(size),
            };
            WorkerPool.Shared.For(threads, Math.Min(threads, Count(size)), size.NonZeros * batch / Rate, &Execute, &pass);
        }

        GC.KeepAlive(scratch);
    }

    /// <summary>Floats of a thread's room: a panel, inputs and gradients of a strip with what vector loads reach behind them, and sums.</summary>
    public static long ScratchOf(in TiledPattern size) =>
        (Math.Max(size.C, RowsOf(size)) * (long)PanelTile.Samples) + (((long)size.C + RowsOf(size)) * Strip) + (2 * NativeBuffer.Slack)
        + ((long)RowsOf(size) * LanesOf(size));

    /// <summary>Parts of the work: some rows of a block each.</summary>
    private static int Count(in TiledPattern size) => size.A * size.D * GroupsOf(size);

    /// <summary>Computes parts until none is left, in a thread's room.</summary>
    private static void Execute(void* state, int slot)
    {
        var pass = (WeightGradientPass*)state;
        for (int count = Count(pass->Size), index; (index = Interlocked.Increment(ref pass->_next) - 1) < count;)
        {
            var (block, group) = Math.DivRem(index, GroupsOf(pass->Size));
            var (i, j) = Math.DivRem(block, pass->Size.D);
            pass->Run(i, j, group * RowsOf(pass->Size), pass->Scratch + (slot * pass->ScratchStep));
        }
    }

    private static int RowsOf(in TiledPattern size) => Math.Min(size.B, Tiles * size.TileRows);

    private static int GroupsOf(in TiledPattern size) => (size.B + RowsOf(size) - 1) / RowsOf(size);

    private static int LanesOf(in TiledPattern size) => (size.C + PanelTile.Samples - 1) / PanelTile.Samples * PanelTile.Samples;

    private readonly void Run(int i, int j, int firstRow, float* panel)
    {
        var (rows, lanes) = (Math.Min(RowsOf(Size), Size.B - firstRow), LanesOf(Size));
        var inputs = panel + (Math.Max(Size.C, RowsOf(Size)) * PanelTile.Samples);
        var gradients = inputs + ((nint)Size.C * Strip) + NativeBuffer.Slack;
        var sums = gradients + ((nint)RowsOf(Size) * Strip) + NativeBuffer.Slack;
        PanelTile tile = new()
        {
            Blocks = 1,
            Copies = 1,
            InputStep = Size.C,
            WeightStep = rows,
            OutputStep = lanes,
            ResidualStep = lanes,
            Floor = float.NegativeInfinity,
        };
        for (var sample = 0; sample < Batch; sample += Strip)
        {
            var samples = Math.Min(Strip, Batch - sample);
            Bring(Input, Size.Inputs, ((nint)i * Size.C * Size.D) + j, Size.C, sample, samples, panel, inputs);
            Bring(Gradient, Size.Outputs, ((((nint)i * Size.B) + firstRow) * Size.D) + j, rows, sample, samples, panel, gradients);
            tile.Length = samples;
            for (nint lane = 0; lane < Size.C; lane += PanelTile.Samples)
            {
                tile.Input = inputs + lane;
                for (nint row = 0; row < rows; row += Size.TileRows)
                {
                    tile.Weights = gradients + row;
                    tile.Output = sums + (row * lanes) + lane;
                    tile.Residual = sample == 0 ? null : tile.Output;
                    tile.Ahead = tile.Input;
                    PanelTiles.Run(Simd, &tile, (int)Math.Min(Size.TileRows, rows - row), (int)Math.Min(PanelTile.Samples, Size.C - lane));
                }
            }
        }

        for (nint row = 0; row < rows; row++)
        {
            var result = Result + ((((((nint)i * Size.B) + firstRow + row) * Size.C) * Size.D) + j);
            for (nint l = 0; l < Size.C; l++)
            {
                result[l * Size.D] = sums[(row * lanes) + l];
            }
        }
    }

    /// <summary>Some features of some samples, d apart in the caller's array, to [sample][feature].</summary>
    private readonly void Bring(float* array, int all, nint feature, int features, int sample, int samples, float* panel, float* target)
    {
        if (!BatchLast)
        {
            for (nint n = 0; n < samples; n++)
            {
                var source = array + ((sample + n) * all) + feature;
                for (nint f = 0; f < features; f++)
                {
                    target[(n * features) + f] = source[f * Size.D];
                }
            }

            return;
        }

        for (var first = 0; first < samples; first += PanelTile.Samples)
        {
            var columns = Math.Min(PanelTile.Samples, samples - first);
            Panels.Load(array + (feature * Batch) + sample + first, (nint)Size.D * Batch, columns, panel, features);
            PanelTranspose.Store(Simd, panel, features, columns, target + ((nint)first * features), streams: false);
        }
    }
}
