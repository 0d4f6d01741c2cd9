using System;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Pooling;

/// <summary>A pool over one pass; a chunk is a band of rows of one block of one sample, or all of its rows.</summary>
internal unsafe partial struct PoolJob
{
    public int K;
    public bool CountIncludePad;

    // Windows that share the map evenly in place of sliding over it; the power of the divisor of their sums.
    public bool IsAdaptive;
    public double Exponent;

    // Up to here the k largest are kept in order on the stack; above, each lane is searched by rank.
    private const int MaxSorted = 128;

    private readonly float* _source, _target;
    private readonly nint _stride;
    private readonly Map _from, _to;
    private readonly PoolWindow _window;
    private int _bands;

    public PoolJob(in Run run, Map from, Map to, PoolWindow window)
        : this(run, from, run.At(from), to, window)
    {
    }

    private PoolJob(in Run run, Map from, float* source, Map to, PoolWindow window)
    {
        if (from.Channels != to.Channels)
        {
            throw new ArgumentException($"A pool of {from} cannot give {to}.", nameof(to));
        }

        _source = source;
        _target = run.At(to);
        _stride = run.Stride;
        _from = from;
        _to = to;
        _window = window;
    }

    /// <summary>A pool of a map that is never stored: whoever makes its rows hands them to <see cref="MaxRows"/>.</summary>
    public static PoolJob OfRows(in Run run, Map from, Map to, PoolWindow window) => new(run, from, null, to, window);

    /// <summary>Runs a kernel that takes all rows of a block.</summary>
    public readonly void Run(in Run run, delegate*<void*, int, void> body) => Run(run, body, bands: 1);

    /// <summary>
    /// Runs a kernel that takes the rows of <see cref="Band"/>: those of a single sample are one band for each thread, which then finds what it has computed
    /// itself in the layer before.
    /// </summary>
    public readonly void RunBands(in Run run, delegate*<void*, int, void> body) =>
        Run(run, body, run.Images == 1 ? Math.Min(run.Threads, _to.Height) : 1);

    private readonly void Run(in Run run, delegate*<void*, int, void> body, int bands)
    {
        var job = this;
        job._bands = bands;
        long reads = (long)_to.Height * _to.Width * Math.Max(1, _window.KernelHeight * _window.KernelWidth);
        var vectors = Math.Max(reads, (long)_from.Height * _from.Width) * _from.Blocks * Math.Max(1, K);
        WorkerPool.Shared.For(run.Threads, run.Images * bands * _from.Blocks, vectors * run.Images, body, &job);
    }

    /// <summary>Rows [Start, End) of the interior that a window of the result's row covers.</summary>
    public readonly (nint Start, nint End) Rows(int y) => Cut((y * _window.StrideHeight) - _window.PadTop, _window.KernelHeight, _from.Height);

    /// <summary>Columns [Start, End) of the interior that a window of the result's column covers.</summary>
    private readonly (nint Start, nint End) Columns(int x) => Cut((x * _window.StrideWidth) - _window.PadLeft, _window.KernelWidth, _from.Width);

    /// <summary>Columns [Start, End) of the result whose windows are inside the interior from left to right.</summary>
    private readonly (int Start, int End) WholeColumns()
    {
        var room = _from.Width + _window.PadLeft - _window.KernelWidth;
        return ((_window.PadLeft + _window.StrideWidth - 1) / _window.StrideWidth, room < 0 ? 0 : (room / _window.StrideWidth) + 1);
    }

    /// <summary>Positions of a window inside the input and its declared padding.</summary>
    private readonly int PaddedCount(int y, int x)
    {
        var (top, left) = ((y * _window.StrideHeight) - _window.PadTop, (x * _window.StrideWidth) - _window.PadLeft);
        return (Math.Min(top + _window.KernelHeight, _from.Height + _window.PadBottom) - top)
            * (Math.Min(left + _window.KernelWidth, _from.Width + _window.PadRight) - left);
    }

    private readonly float* Source(int chunk)
    {
        var (band, block) = Math.DivRem(chunk, _from.Blocks);
        return _source + (band / _bands * _stride) + (block * _from.Block);
    }

    private readonly float* Target(int chunk)
    {
        var (band, block) = Math.DivRem(chunk, _from.Blocks);
        return Target(band / _bands, block);
    }

    /// <summary>Rows [Start, End) of the result that a chunk computes.</summary>
    private readonly (int Start, int End) Band(int chunk)
    {
        var band = chunk / _from.Blocks % _bands;
        return (_to.Height * band / _bands, _to.Height * (band + 1) / _bands);
    }

    private readonly float* Target(int image, int block) => _target + (image * _stride) + (block * _to.Block);

    private static (nint Start, nint End) Cut(int start, int length, int size) => (Math.Max(start, 0), Math.Min(start + length, size));

    private static (nint Start, nint End) Share(int index, int size, int parts) =>
        ((nint)((long)index * size / parts), (nint)((((index + 1L) * size) + parts - 1) / parts));
}
