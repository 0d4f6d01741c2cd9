using System;
using System.Threading;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// The gradient of a loss by the weights of a Kronecker-sparse factor, for a batch: Σ_n g[i,k,j](n) x[i,l,j](n) for each weight (i, k, l, j),
/// g being the gradient at the results. For some rows k of a block (i, j) it is a dense product of gradients [n][k] and inputs [n][l] over the
/// samples, in register tiles with the inputs as lanes. A weight's sum runs over the samples in their order, however the work is cut. Where a sample's
/// features lie together, those of neighbouring copies j are neighbours, and several copies are brought near at once.
/// </summary>
internal unsafe struct WeightGradientPass
{
    // Tiles whose rows are made together, and samples that are brought near for them; fewer of each of several copies.
    private const int Tiles = 8, Strip = 4 * PanelTile.Samples, StripOfCopies = PanelTile.Samples;

    // Copies that are brought near at once: a cache line of them, or half of one where as many inputs would not stay in the second-level cache.
    private const int MostCopies = 16, FewCopies = 8, WideInputs = 256;

    // Rows of a panel of all copies: 64 KiB, which the first-level cache nearly holds.
    private const int CopyRows = 512;

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
            WorkerPool.Shared.For(threads, Math.Min(threads, pass.Count), size.NonZeros * batch / Rate, &Execute, &pass);
        }

        GC.KeepAlive(scratch);
    }

    /// <summary>Floats of a thread's room: a panel, inputs and gradients of a strip with what vector loads reach behind them, and sums.</summary>
    public static long ScratchOf(in TiledPattern size) =>
        Math.Max(new WeightGradientPass { Size = size, BatchLast = true }.Room, new WeightGradientPass { Size = size }.Room);

    private readonly long Room => ((long)PanelRows * PanelTile.Samples)
        + ((long)Copies * (((Size.C + Rows) * (long)Samples) + (2 * NativeBuffer.Slack) + ((long)Rows * Lanes)));

    private readonly int PanelRows => Copies == 1 ? Math.Max(Size.C, Rows) : CopyRows + Math.Max(Copies, CopyRows / Size.D);

    /// <summary>Whether all copies are brought near at once.</summary>
    private readonly bool TakesAllCopies => Copies == Size.D;

    /// <summary>Copies whose features are neighbours and are brought near together.</summary>
    private readonly int Copies => BatchLast || Size.D == 1 ? 1 : Math.Min(Size.D, Size.C > WideInputs ? FewCopies : MostCopies);

    private readonly int Samples => Copies == 1 ? Strip : StripOfCopies;

    private readonly int Rows => Math.Min(Size.B, Tiles * Size.TileRows);

    private readonly int Groups => (Size.B + Rows - 1) / Rows;

    private readonly int Lanes => (Size.C + PanelTile.Samples - 1) / PanelTile.Samples * PanelTile.Samples;

    /// <summary>Parts of the copies of a block.</summary>
    private readonly int Parts => (Size.D + Copies - 1) / Copies;

    /// <summary>Parts of the work: some rows of some copies of a block each.</summary>
    private readonly int Count => Size.A * Parts * Groups;

    /// <summary>Computes parts until none is left, in a thread's room.</summary>
    private static void Execute(void* state, int slot)
    {
        var pass = (WeightGradientPass*)state;
        for (int count = pass->Count, index; (index = Interlocked.Increment(ref pass->_next) - 1) < count;)
        {
            var (part, group) = Math.DivRem(index, pass->Groups);
            var (i, copies) = Math.DivRem(part, pass->Parts);
            pass->Run(i, copies * pass->Copies, group * pass->Rows, pass->Scratch + (slot * pass->ScratchStep));
        }
    }

    private readonly void Run(int i, int firstCopy, int firstRow, float* panel)
    {
        var (copies, rows, lanes) = (Math.Min(Copies, Size.D - firstCopy), Math.Min(Rows, Size.B - firstRow), Lanes);
        var (inputsOfCopy, gradientsOfCopy) = (((nint)Size.C * Samples) + NativeBuffer.Slack, ((nint)Rows * Samples) + NativeBuffer.Slack);
        var inputs = panel + ((nint)PanelRows * PanelTile.Samples);
        var gradients = inputs + (Copies * inputsOfCopy);
        var sums = gradients + (Copies * gradientsOfCopy);
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
        for (var sample = 0; sample < Batch; sample += Samples)
        {
            var samples = Math.Min(Samples, Batch - sample);
            Bring(Input, Size.Inputs, ((nint)i * Size.C * Size.D) + firstCopy, Size.C, copies, sample, samples, panel, inputs, inputsOfCopy);
            Bring(
                Gradient, Size.Outputs, ((((nint)i * Size.B) + firstRow) * Size.D) + firstCopy, rows, copies, sample, samples, panel, gradients,
                gradientsOfCopy);
            tile.Length = samples;
            for (nint copy = 0; copy < copies; copy++)
            {
                for (nint lane = 0; lane < Size.C; lane += PanelTile.Samples)
                {
                    tile.Input = inputs + (copy * inputsOfCopy) + lane;
                    for (nint row = 0; row < rows; row += Size.TileRows)
                    {
                        tile.Weights = gradients + (copy * gradientsOfCopy) + row;
                        tile.Output = sums + (((copy * Rows) + row) * lanes) + lane;
                        tile.Residual = sample == 0 ? null : tile.Output;
                        tile.Ahead = tile.Input;
                        PanelTiles.Run(Simd, &tile, (int)Math.Min(Size.TileRows, rows - row), (int)Math.Min(PanelTile.Samples, Size.C - lane));
                    }
                }
            }
        }

        for (nint row = 0; row < rows; row++)
        {
            var result = Result + ((((((nint)i * Size.B) + firstRow + row) * Size.C) * Size.D) + firstCopy);
            for (nint l = 0; l < Size.C; l++)
            {
                for (nint copy = 0; copy < copies; copy++)
                    result[(l * Size.D) + copy] = sums[(((copy * Rows) + row) * lanes) + l];
            }
        }
    }

    /// <summary>Some features of some samples, d apart in the caller's array, to [sample][feature]: of one copy after another.</summary>
    private readonly void Bring(
        float* array, int all, nint feature, int features, int copies, int sample, int samples, float* panel, float* target, nint targetOfCopy)
    {
        if (!BatchLast)
        {
            if (Size.D > 1 && TakesAllCopies)
            {
                BringCopies(array + ((nint)sample * all) + feature, all, features, samples, panel, target, targetOfCopy);
                return;
            }

            for (nint n = 0; n < samples; n++)
                BringSample(array + ((sample + n) * all) + feature, features, copies, panel, target + (n * features), targetOfCopy);

            return;
        }

        for (var first = 0; first < samples; first += PanelTile.Samples)
        {
            var columns = Math.Min(PanelTile.Samples, samples - first);
            Panels.Load(array + (feature * Batch) + sample + first, (nint)Size.D * Batch, columns, panel, features);
            PanelTranspose.Store(Simd, panel, features, columns, target + ((nint)first * features), streams: false);
        }
    }

    /// <summary>From [sample][feature][copy] to [copy][sample][feature]: into a panel of all copies, and back copy by copy.</summary>
    private readonly void BringCopies(float* source, int all, int features, int samples, float* panel, float* target, nint targetOfCopy)
    {
        var chunk = CopyRows / Size.D;
        var gathered = panel + (CopyRows * PanelTile.Samples);
        for (var first = 0; first < features; first += chunk)
        {
            var count = Math.Min(chunk, features - first);
            PanelTranspose.Load(Simd, source + ((nint)first * Size.D), all, count * Size.D, samples, panel);
            for (nint copy = 0; copy < Size.D; copy++)
            {
                Panels.Gather(panel + (copy * PanelTile.Samples), (nint)Size.D * PanelTile.Samples, gathered, count);
                PanelTranspose.Store(Simd, gathered, count, samples, target + (copy * targetOfCopy) + first, features, streams: false);
            }
        }
    }

    /// <summary>From [feature][copy] to [copy][feature], of one sample.</summary>
    private readonly void BringSample(float* source, int features, int copies, float* panel, float* target, nint targetOfCopy)
    {
        if (Size.D == 1)
        {
            new ReadOnlySpan<float>(source, features).CopyTo(new(target, features));
            return;
        }

        for (var first = 0; first < features; first += PanelTile.Samples)
        {
            var columns = Math.Min(PanelTile.Samples, features - first);
            PanelTranspose.Load(Simd, source + ((nint)first * Size.D), Size.D, copies, columns, panel);
            for (nint copy = 0; copy < copies; copy++)
                new ReadOnlySpan<float>(panel + (copy * PanelTile.Samples), columns).CopyTo(new(target + (copy * targetOfCopy) + first, columns));
        }
    }
}
