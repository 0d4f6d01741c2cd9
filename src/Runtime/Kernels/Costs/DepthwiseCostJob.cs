using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Costs;

/// <summary>What costs of the weights of a convolution are made of whose channels do not see each other; one block of channels a chunk.</summary>
internal unsafe struct DepthwiseCostJob
{
    // Taps of a row at a time: their sums stay in registers.
    private const int Sums = 4;

    // Pixels of a block in one nanosecond, for each tap.
    private const long Rate = 2;

    // Rows whose sums are added up by themselves.
    private const int BandRows = 8;

    private readonly DepthwiseJob _conv;
    private readonly float* _input, _gradient, _sums;
    private readonly nint _inRow, _inBlock;
    private readonly Map _map;

    public DepthwiseCostJob(in Run run, IConvShape s, int input, Map gradient, float* sums)
    {
        _conv = DepthwiseJob.Of(s);
        _map = gradient;
        _gradient = run.At(gradient);
        _sums = sums;
        var (row, pixel) = ConvGeometry.InSteps(s);
        _inRow = s.StrideHeight * row;
        _inBlock = (s.InHeight + (2 * s.InBorder)) * row;
        _input = run.At(new Map(input, s.InChannels, s.InHeight, s.InWidth, s.InBorder)) - (s.PadTop * row) - (s.PadLeft * pixel);
    }

    public readonly void Run(in Run run)
    {
        var job = this;
        var work = (long)_map.Blocks * _map.Height * _map.Width * _conv.KernelRows * _conv.KernelColumns;
        WorkerPool.Shared.For(run.Threads, _map.Blocks, work / Rate, Levels.Body<Kernel>(run.Simd), &job);
    }

    private static void Execute<TLanes>(void* state, int block)
        where TLanes : struct, ILanes<TLanes>
    {
        var job = (DepthwiseCostJob*)state;
        var channels = Math.Min(Map.Lanes, job->_map.Channels - (block * Map.Lanes));
        var (rows, columns) = (job->_conv.KernelRows, job->_conv.KernelColumns);
        var sums = stackalloc float[Sums * Map.Lanes];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column += Sums)
            {
                Taps<TLanes>(job, block, (row * job->_conv.InTapRow) + (column * job->_conv.InTap), columns - column - 1, sums);
                for (var tap = column; tap < Math.Min(columns, column + Sums); tap++)
                {
                    nint at = (row * columns) + tap;
                    var products = sums + ((tap - column) * Map.Lanes);
                    for (nint lane = 0; lane < channels; lane++)
                    {
                        job->_sums[((((nint)block * Map.Lanes) + lane) * rows * columns) + at] = products[lane];
                    }
                }
            }
        }
    }

    /// <summary>The sums of four taps of a row, or of fewer: the last one is then summed again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Taps<TLanes>(DepthwiseCostJob* job, int block, nint tap, int more, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes a = TLanes.All(0), b = a, c = a, d = a;
        nint step = job->_conv.InPixel, next = job->_conv.InTap;
        nint s1 = Math.Min(1, more) * next, s2 = Math.Min(2, more) * next, s3 = Math.Min(3, more) * next;
        var input = job->_input + (block * job->_inBlock) + tap;
        var gradient = job->_gradient + (block * job->_map.Block);
        for (var y = 0; y < job->_map.Height; y += BandRows)
        {
            TLanes p = TLanes.All(0), q = p, r = p, s = p;
            for (var rows = Math.Min(BandRows, job->_map.Height - y); rows > 0; rows--)
            {
                var x = input;
                var g = gradient;
                for (var pixels = job->_map.Width; pixels > 0; pixels--)
                {
                    var value = TLanes.Load(g);
                    p.AddProduct(TLanes.Load(x), value);
                    q.AddProduct(TLanes.Load(x + s1), value);
                    r.AddProduct(TLanes.Load(x + s2), value);
                    s.AddProduct(TLanes.Load(x + s3), value);
                    x += step;
                    g += Map.Lanes;
                }

                input += job->_inRow;
                gradient += job->_map.Row;
            }

            a = TLanes.Add(a, p);
            b = TLanes.Add(b, q);
            c = TLanes.Add(c, r);
            d = TLanes.Add(d, s);
        }

        a.Store(sums);
        b.Store(sums + 16);
        c.Store(sums + 32);
        d.Store(sums + 48);
    }

    private readonly struct Kernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &Execute<TLanes>;
    }
}
