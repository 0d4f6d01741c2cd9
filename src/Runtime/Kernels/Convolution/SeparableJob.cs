using System;
using System.Numerics;
using NetSpec.Runtime.Kernels.Convolution.Tiles;
using NetSpec.Runtime.Kernels.Convolution.Winograd;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// A depthwise convolution and the 1 x 1 convolution behind it over one pass, band of rows by band: a thread computes a band of all channels
/// of the first into memory of its own, which stays in its second-level cache, and multiplies that with the weights of the second.
/// Sums are those of <see cref="DepthwiseJob"/> and <see cref="ConvJob"/>, in their order.
/// </summary>
internal unsafe struct SeparableJob
{
    private DepthwiseJob _depthwise;
    private ConvJob _pointwise;
    private ThreadScratch _scratch;
    private nint _row, _block;
    private int _blocks, _height, _bands;

    /// <param name="run">The pass.</param>
    /// <param name="depthwise">The first convolution with its pointers.</param>
    /// <param name="pointwise">The second one with its pointers, but for the input.</param>
    /// <param name="width">Columns of the map between.</param>
    public static void Run(in Run run, in DepthwiseJob depthwise, in ConvJob pointwise, int width)
    {
        var job = new SeparableJob
        {
            _depthwise = depthwise,
            _pointwise = pointwise,
            _row = width * Map.Lanes,
            _blocks = depthwise.Blocks,
            _height = pointwise.OutHeight,
        };
        job.Cut();
        job._pointwise.InRow = job._row;
        job._pointwise.InBlock = job._block;

        var chunks = run.Images * job._bands;
        var slots = Math.Min(run.Threads, chunks);
        job._scratch = run.ThreadScratch(job._blocks * job._block, slots);
        var row = (depthwise.RowNanoseconds * job._blocks) + (pointwise.Depth * width * pointwise.OutBlocks * Map.Lanes / ConvJob.MultiplyAddsPerNanosecond);
        WorkerPool.Shared.For(slots, chunks, run.Images * job._height * row, Levels.Tiles<Kernel>(run.Simd), &job);
    }

    /// <summary>Cuts rows into bands: two at least where there are two rows, and a power of two, which threads can share evenly.</summary>
    private void Cut()
    {
        var rows = Math.Max(1, ThreadMemory.Floats / (_blocks * _row));
        _bands = Math.Min(_height, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, (_height + rows - 1) / rows)));
        _block = WinogradMemory.Odd((_height + _bands - 1) / _bands * _row);
    }

    private static void Execute<TWidth, TVector>(void* state, int index)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var job = (SeparableJob*)state;
        var (image, band) = Math.DivRem(index, job->_bands);
        var (first, end) = (job->_height * band / job->_bands, job->_height * (band + 1) / job->_bands);
        var scratch = job->_scratch.Own;
        for (var block = 0; block < job->_blocks; block++)
        {
            DepthwiseJob.Rows<TWidth, TVector>(&job->_depthwise, image, block, first, end, scratch + (block * job->_block), job->_row, null);
        }

        var pointwise = &job->_pointwise;
        for (var panel = 0; panel < pointwise->Panels; panel++)
        {
            var chunk = pointwise->Panel(0, panel, image);
            chunk.EndRow = end - first;
            chunk.Input = scratch;
            chunk.Output += first * pointwise->OutRow;
            chunk.Residual = chunk.Residual == null ? null : chunk.Residual + (first * pointwise->ResidualRow);
            ConvRows<ConvTiles<TWidth, TVector>>.Cover(pointwise, &chunk);
        }
    }

    private readonly struct Kernel : ITileKernel
    {
        public static delegate*<void*, int, void> Body<TLanes, TWidth, TVector>()
            where TLanes : struct, ILanes<TLanes>
            where TWidth : struct, IWidth<TVector>
            where TVector : unmanaged => &Execute<TWidth, TVector>;
    }
}
