using System;
using System.Numerics;
using NetSpec.Runtime.Kernels.Convolution.Tiles;
using NetSpec.Runtime.Kernels.Convolution.Winograd;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Pooling;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// A direct convolution and the max-pool behind it over one pass. A thread goes down a part of a panel of 32 output channels, some rows at a time:
/// it convolves them into memory of its own, which stays in its second-level cache, and pools them. Rows that the next windows share with
/// these are kept. Sums are those of <see cref="ConvJob"/>, in their order.
/// </summary>
internal unsafe struct PooledConvJob
{
    // Floats of the input that stay in a second-level cache for the next panel.
    private static readonly long CacheFloats = Caches.Second / 2 / sizeof(float);

    private ConvJob _conv;
    private PoolJob _pool;
    private ThreadScratch _scratch;
    private nint _row, _block;
    private int _height, _step, _parts;

    /// <param name="run">The pass.</param>
    /// <param name="conv">The convolution with its pointers, but for the output.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="height">Rows of the pool's result.</param>
    /// <param name="window">The pool's window.</param>
    public static void Run(in Run run, in ConvJob conv, in PoolJob pool, int height, PoolWindow window)
    {
        var job = new PooledConvJob
        {
            _conv = conv,
            _pool = pool,
            _row = (nint)conv.OutWidth * Map.Lanes,
            _height = height,
        };
        job.Cut(run.Threads, window);
        job._conv.OutRow = job._row;
        job._conv.OutBlock = job._block;

        var chunks = conv.Images * job._parts * conv.Groups * conv.Panels;
        var slots = Math.Min(run.Threads, chunks);
        job._scratch = run.ThreadScratch(2 * job._block, slots);
        var products = (long)conv.Depth * conv.OutWidth * conv.OutHeight * conv.Images * conv.Groups * conv.OutBlocks * Map.Lanes;
        WorkerPool.Shared.For(slots, chunks, products / ConvJob.MultiplyAddsPerNanosecond, Levels.Tiles<Kernel>(run.Simd), &job);
    }

    /// <summary>
    /// Cuts the result's rows into steps whose rows of the convolution fit, and into parts: as many as make the input of one stay in a cache while
    /// panels go over it, and two for each thread.
    /// </summary>
    private void Cut(int threads, PoolWindow window)
    {
        var rows = (int)Math.Max(window.KernelHeight, ThreadMemory.Floats / (2 * _row)); // those of one window where these are more
        _step = Math.Min(_height, ((rows - window.KernelHeight) / window.StrideHeight) + 1);
        _block = WinogradMemory.Odd((((_step - 1) * window.StrideHeight) + window.KernelHeight) * _row);
        var pieces = Math.Max(
            ((_conv.InRow * _conv.OutHeight * _conv.Blocks * _conv.Groups) + CacheFloats - 1) / CacheFloats,
            threads == 1 ? 1 : ((2L * threads) + (_conv.Images * _conv.Groups * _conv.Panels) - 1) / (_conv.Images * _conv.Groups * _conv.Panels));
        _parts = (int)Math.Min((ulong)_height, BitOperations.RoundUpToPowerOf2((ulong)pieces));
    }

    private static void Execute<TLanes, TTiles>(void* state, int index)
        where TLanes : struct, ILanes<TLanes>
        where TTiles : struct, IConvTiles
    {
        var job = (PooledConvJob*)state;
        var conv = &job->_conv;
        (index, var panel) = Math.DivRem(index, conv->Groups * conv->Panels);
        var (image, part) = Math.DivRem(index, job->_parts);
        var (group, of) = Math.DivRem(panel, conv->Panels);
        var scratch = job->_scratch.Own;
        var chunk = conv->Panel(group, of, image);
        var input = chunk.Input;
        nint first = 0, end = 0;
        var last = (int)((long)job->_height * (part + 1) / job->_parts);
        for (var y = (int)((long)job->_height * part / job->_parts); y < last; y += job->_step)
        {
            var next = Math.Min(last, y + job->_step);
            var (from, to) = (job->_pool.Rows(y).Start, job->_pool.Rows(next - 1).End);
            var kept = Math.Max(end - from, 0);
            job->Keep(scratch, chunk.Blocks, from - first, kept);
            chunk.Input = input + ((from + kept) * conv->InRow);
            chunk.Output = scratch + (kept * job->_row);
            chunk.EndRow = (int)(to - from - kept);
            if (chunk.EndRow > 0)
                ConvRows<TTiles>.Cover(conv, &chunk);

            for (var block = 0; block < chunk.Blocks; block++)
            {
                PoolJob.MaxRows<TLanes>(job->_pool, scratch + (block * job->_block) - (from * job->_row), image, chunk.FirstBlock + block, y, next);
            }

            (first, end) = (from, to);
        }
    }

    /// <summary>Moves so many rows of each block to the front.</summary>
    private readonly void Keep(float* scratch, int blocks, nint first, nint rows)
    {
        for (var block = 0; block < blocks && rows > 0 && first > 0; block++)
        {
            var start = scratch + (block * _block);
            Buffer.MemoryCopy(start + (first * _row), start, rows * _row * sizeof(float), rows * _row * sizeof(float));
        }
    }

    private readonly struct Kernel : ITileKernel
    {
        public static delegate*<void*, int, void> Body<TLanes, TWidth, TVector>()
            where TLanes : struct, ILanes<TLanes>
            where TWidth : struct, IWidth<TVector>
            where TVector : unmanaged => &Execute<TLanes, ConvTiles<TWidth, TVector>>;
    }
}
