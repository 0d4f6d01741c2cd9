using System;
using System.Runtime.InteropServices;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Costs.Tiles;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Costs;

/// <summary>
/// What costs of a convolution's weights are made of. A panel of 32 output channels has a row of 32 sums for each of its products, in
/// the order of the packed weights; a chunk makes some of the rows of a panel: sums over all pixels, band by band,
/// brought into the order of the tensor.
/// </summary>
/// <remarks>
/// Every sum runs over the pixels of a band, then over bands, which depend on the shape alone: so results do not depend on
/// threads, and rounding errors grow with the pixels of a band and the number of bands, not with their product.
/// </remarks>
internal unsafe struct ConvCostJob
{
    // Rows of a chunk: their sums stay in the second-level cache.
    private const int ChunkRows = 256;

    // Pixels of a band: 32 channels of them stay in the first-level cache or near it.
    private const int BandPixels = 192;

    private const long MultiplyAddsPerNanosecond = 50;

    private readonly ConvJob _conv;
    private readonly CostOrder _order;
    private readonly float* _input, _gradient, _sums;
    private readonly nint _gradientRow, _gradientBlock;
    private readonly SimdLevel _simd;
    private readonly int _stretches, _chunkStretches, _chunks, _bandHeight;

    public ConvCostJob(in Run run, IConvShape s, int input, Map gradient, float* sums)
    {
        _conv = ConvGeometry.Direct(s, new ConvChannels(s.OutChannels, s.InChannels, s.Groups, s.InPlanar));
        _order = new CostOrder(s);
        _input = run.At(input, _conv.InExtent.Before, _conv.InExtent.After) + _conv.InStart;
        _gradient = run.At(gradient);
        _gradientRow = gradient.Row;
        _gradientBlock = gradient.Block;
        _sums = sums;
        _simd = run.Simd;

        // A chunk ends where an input block does, unless one block alone is too much for it.
        var perBlock = _conv.KernelRows * _conv.Segments;
        _stretches = _conv.Blocks * perBlock;
        var most = Math.Max(1, ChunkRows / Math.Max(1, _conv.Length));
        _chunkStretches = most >= perBlock ? most / perBlock * perBlock : most;
        _chunks = (_stretches + _chunkStretches - 1) / _chunkStretches;
        _bandHeight = Math.Max(1, BandPixels / _conv.OutWidth);
    }

    public readonly void Run(in Run run)
    {
        var job = this;
        var panels = _conv.Groups * _conv.Panels;
        var work = _conv.Depth * _conv.OutHeight * _conv.OutWidth * 2 * Map.Lanes * panels;
        WorkerPool.Shared.For(run.Threads, panels * _chunks, work / MultiplyAddsPerNanosecond, Levels.Tiles<Kernel>(_simd), &job);
    }

    private static void Execute<TTiles>(void* state, int index)
        where TTiles : struct, ICostTiles
    {
        var job = (ConvCostJob*)state;
        var (panelIndex, chunk) = Math.DivRem(index, job->_chunks);
        var (group, panel) = Math.DivRem(panelIndex, job->_conv.Panels);
        var blocks = ConvChannels.PanelBlocks(job->_conv.OutBlocks, panel);
        var first = chunk * job->_chunkStretches;
        var count = Math.Min(job->_stretches - first, job->_chunkStretches);
        var length = job->_conv.Length;
        var rows = (nint)count * length;
        nint lanes = blocks * Map.Lanes;
        var sums = (float*)NativeMemory.AlignedAlloc((nuint)(rows * lanes * sizeof(float)), 64);
        try
        {
            var firstBlock = (group * job->_conv.OutBlocks) + (2 * panel);
            job->Sum<TTiles>(group, firstBlock, blocks, first, count, sums);
            job->_order.Store(job->_simd, sums, group, 2 * panel, blocks, (nint)first * length, rows, job->_sums);
        }
        finally
        {
            NativeMemory.AlignedFree(sums);
        }
    }

    /// <summary>The rows of some stretches.</summary>
    private readonly void Sum<TTiles>(int group, int firstBlock, int blocks, int first, int count, float* sums)
        where TTiles : struct, ICostTiles
    {
        nint lanes = blocks * Map.Lanes;
        for (var y = 0; y < _conv.OutHeight; y += _bandHeight)
        {
            CostTile tile = new()
            {
                InPixel = _conv.InPixel,
                InRow = _conv.InRow,
                GradientRow = _gradientRow,
                GradientBlock = _gradientBlock,
                Rows = Math.Min(_bandHeight, _conv.OutHeight - y),
                Pixels = _conv.OutWidth,
                SumStep = lanes,
                Adds = y > 0,
            };
            for (nint lane = 0; lane < lanes; lane += TTiles.Lanes)
            {
                tile.Gradient = _gradient + ((firstBlock + (lane / Map.Lanes)) * _gradientBlock) + (lane % Map.Lanes) + (y * _gradientRow);
                tile.Sums = sums + lane;
                var width = (int)Math.Min(TTiles.Lanes, lanes - lane);
                var input = _input + (group * _conv.InGroup) + (y * _conv.InRow);
                if (_conv.Length <= TTiles.Half)
                {
                    PairsOfStretches<TTiles>(tile, input, first, count, width);
                }
                else
                {
                    SingleStretches<TTiles>(tile, input, first, count, width);
                }
            }
        }
    }

    /// <summary>Short stretches, two to a tile.</summary>
    private readonly void PairsOfStretches<TTiles>(CostTile tile, float* input, int first, int count, int lanes)
        where TTiles : struct, ICostTiles
    {
        var pair = TTiles.Kernel(_conv.Length, _conv.Length, lanes);
        for (; count > 1; count -= 2, first += 2)
        {
            tile.Input = input + At(first);
            tile.InHalf = At(first + 1) - At(first);
            pair(&tile);
            tile.Sums += 2 * _conv.Length * tile.SumStep;
        }

        SingleStretches<TTiles>(tile, input, first, count, lanes);
    }

    /// <summary>Each stretch in tiles of nearly equal width.</summary>
    private readonly void SingleStretches<TTiles>(CostTile tile, float* input, int first, int count, int lanes)
        where TTiles : struct, ICostTiles
    {
        var tiles = (_conv.Length + (2 * TTiles.Half) - 1) / (2 * TTiles.Half);
        for (var stretch = first; stretch < first + count; stretch++)
        {
            tile.Input = input + At(stretch);
            for (var i = 0; i < tiles; i++)
            {
                var width = (int)(((i + 1L) * _conv.Length / tiles) - ((long)i * _conv.Length / tiles));
                tile.InHalf = (width + 1) / 2;
                TTiles.Kernel((width + 1) / 2, width / 2, lanes)(&tile);
                tile.Input += width;
                tile.Sums += width * tile.SumStep;
            }
        }
    }

    /// <summary>Floats from the first tap of the first input block to that of a stretch.</summary>
    private readonly nint At(int stretch)
    {
        (stretch, var segment) = Math.DivRem(stretch, _conv.Segments);
        var (block, row) = Math.DivRem(stretch, _conv.KernelRows);
        return (block * _conv.InBlock) + (row * _conv.InTapRow) + (segment * _conv.InTap);
    }

    private readonly struct Kernel : ITileKernel
    {
        public static delegate*<void*, int, void> Body<TLanes, TWidth, TVector>()
            where TLanes : struct, ILanes<TLanes>
            where TWidth : struct, IWidth<TVector>
            where TVector : unmanaged => &Execute<CostTiles<TWidth, TVector>>;
    }
}
