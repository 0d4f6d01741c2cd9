using System;
using System.Threading;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A Kronecker-sparse factor over a whole batch whose samples lie together, block by block: for every i and j the b rows of results are a
/// dense b x c matrix times c rows of samples. A block's weights stay in the cache for many panels of samples, and only its own rows are
/// in use, however many features there are. Sums run in the order of a panel of all features.
/// </summary>
internal unsafe struct BlockPass
{
    // Claims for each thread: few enough to read ahead over most of what a thread computes.
    private const int ShareOut = 8;

    // Below so many rows or columns, what is done once a block would take as long as the block.
    private const int LeastRows = 16;

    // Multiply-adds of one core in one nanosecond.
    private const long Rate = 32;

    // Bytes.
    private const int CacheLine = 64;

    public TiledPattern Size;
    public SimdLevel Simd;
    public float* Weights, Input, Output;
    public int Batch;

    /// <summary>Samples of the first panel when it is a short one, so that the others are aligned; otherwise 0.</summary>
    public int Lead;

    /// <summary>Whether the results are too large to stay in the caches.</summary>
    public bool Streams;

    /// <summary>Room of each thread for a panel of a block's inputs and results, and floats from one thread's to the next.</summary>
    public float* Scratch;
    public nint ScratchStep;

    // Panels, those of a claim, and the first that no thread has claimed. They are numbered block after block.
    private long _panels, _claim, _next;

    /// <summary>Panels of all blocks.</summary>
    private readonly int PanelsOfBlock => (Lead > 0 ? 1 : 0) + ((Batch - Lead + PanelTile.Samples - 1) / PanelTile.Samples);

    /// <summary>Whether a batch whose samples lie together is better computed block by block, and the workspace has room for that.</summary>
    public static bool Suits(in TiledPattern size, Workspace workspace, int batch) =>
        size.B >= LeastRows && size.C >= LeastRows && Panels.Suit(workspace, batch);

    /// <summary>Computes a batch, [feature][sample], block by block.</summary>
    public static void Multiply(
        in TiledPattern size, PackedKronecker packed, Workspace workspace, ReadOnlySpan<float> x, Span<float> y, int batch, int threads)
    {
        fixed (float* input = x, output = y)
        {
            BlockPass pass = new()
            {
                Size = size,
                Simd = workspace.Simd,
                Weights = packed.Weights.Pointer,
                Input = input,
                Output = output,
                Batch = batch,
                Lead = Panels.Lead(output, batch),
                Streams = (long)x.Length + y.Length > Panels.StreamFloats && batch % Map.Lanes == 0,
                Scratch = workspace.Pointer,
                ScratchStep = (nint)workspace.Stride * Panels.Samples,
            };
            var slots = Math.Min(threads, workspace.Images / Panels.Samples);
            pass.Cut(slots);
            WorkerPool.Shared.For(threads, slots, size.NonZeros * batch / Rate, &Execute, &pass);
        }

        GC.KeepAlive(packed);
    }

    /// <summary>Cuts the work for some threads.</summary>
    private void Cut(int threads)
    {
        _panels = (long)Size.A * Size.D * PanelsOfBlock;
        _claim = Math.Max(1, _panels / ((long)threads * ShareOut));
    }

    /// <summary>Computes panels until none is left, in a thread's room.</summary>
    private static void Execute(void* state, int slot)
    {
        var pass = (BlockPass*)state;
        for (long first; (first = Interlocked.Add(ref pass->_next, pass->_claim) - pass->_claim) < pass->_panels;)
        {
            pass->Run(first, Math.Min(pass->_panels, first + pass->_claim), pass->Scratch + (slot * pass->ScratchStep));
        }
    }

    private readonly void Run(long first, long end, float* scratch)
    {
        var (block, index) = Math.DivRem(first, PanelsOfBlock);
        nint row = (nint)Size.D * Batch;
        PanelFactor factor = new()
        {
            Size = new TiledPattern(1, Size.B, Size.C, 1, Size.TileRows),
            Input = scratch,
            Sums = scratch + ((nint)Size.C * PanelTile.Samples),
            Floor = float.NegativeInfinity,
        };
        Panel panel = default;
        for (var n = first; n < end; n++)
        {
            var output = Place(Output, (nint)block, Size.B, (int)index);
            panel.First = FirstOf((int)index);
            panel.Columns = ColumnsOf((int)index);
            factor.Weights = Weights + ((nint)block * Size.B * Size.C);
            Panels.Load(Place(Input, (nint)block, Size.C, (int)index), row, panel.Columns, scratch, Size.C);
            if (++index == PanelsOfBlock)
            {
                (index, block) = (0, block + 1);
            }

            panel.Input = panel.Output = default;
            if (n + 1 < end)
            {
                panel.Input = PanelAhead.Rows(Place(Input, (nint)block, Size.C, (int)index), row, Size.C);

                // A cache line is read before it is written.
                panel.Output = Streams ? default : PanelAhead.Rows(Place(Output, (nint)block, Size.B, (int)index), row, Size.B);
            }

            var whole = panel.Columns == PanelTile.Samples;
            factor.Output = whole ? output : factor.Sums;
            factor.OutputRow = whole ? row : PanelTile.Samples;
            factor.Streams = whole && Streams && (nint)output % CacheLine == 0;
            factor.Run(Simd, &panel);
            if (!whole)
            {
                Panels.Store(factor.Output, panel.Columns, output, row, Size.B);
            }
        }
    }

    /// <summary>Where a block's rows, of so many for each copy, have a panel's first sample.</summary>
    private readonly float* Place(float* array, nint block, nint rows, int index)
    {
        var (i, j) = Math.DivRem(block, Size.D);
        return array + (((i * rows * Size.D) + j) * Batch) + FirstOf(index);
    }

    private readonly int FirstOf(int index) => Lead == 0 ? index * PanelTile.Samples : index == 0 ? 0 : Lead + ((index - 1) * PanelTile.Samples);

    private readonly int ColumnsOf(int index) => Lead > 0 && index == 0 ? Lead : Math.Min(PanelTile.Samples, Batch - FirstOf(index));
}
