using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution.Tiles;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// A convolution whose channels do not see each other; a band of rows of one block a chunk. Sums run in the order of
/// <see cref="ConvJob"/>.
/// </summary>
/// <remarks>
/// Threads have blocks of their own, or rows where these are many: as convolutions before and behind share their rows then, each thread finds in its cache
/// what it has computed itself.
/// </remarks>
internal unsafe struct DepthwiseJob
{
    public nint InTapRow, InTap, InPixel;
    public int KernelRows, KernelColumns;
    public float Floor;

    // What is applied to each result last.
    public AppliedFunction Then;

    // Pixels of a tile: of one half, and of both.
    private const int Half = 7, Both = 2 * Half;

    // Rows of a thread, of which it finds two halves of a row in another's cache.
    private const int LeastRows = 7;

    // Multiply-adds of a block in one nanosecond.
    private const long Rate = 2;

    private nint _inStart, _inBlock, _inRow;
    private Map _from, _to, _added;
    private float* _input, _output, _residual, _weights, _shift;
    private nint _stride;
    private int _bands;
    private bool _sharesRows;

    public static DepthwiseJob Of(IConvShape s)
    {
        var (row, pixel) = ConvGeometry.InSteps(s);
        return new DepthwiseJob
        {
            InTapRow = s.DilationHeight * row,
            InTap = s.DilationWidth * pixel,
            InPixel = s.StrideWidth * pixel,
            KernelRows = s.KernelHeight,
            KernelColumns = s.KernelWidth,
            _inStart = (-s.PadTop * row) - (s.PadLeft * pixel),
            _inBlock = (s.InHeight + (2 * s.InBorder)) * row,
            _inRow = s.StrideHeight * row,
            _from = new Map(0, s.InChannels, s.InHeight, s.InWidth, s.InBorder),
            _to = new Map(0, s.OutChannels, s.OutHeight, s.OutWidth, s.OutBorder),
            _added = new Map(0, s.OutChannels, s.OutHeight, s.OutWidth, s.ResidualBorder),
        };
    }

    /// <summary>Packs [block][row][column][lane].</summary>
    public static NativeBuffer Pack(IConvShape s, ReadOnlySpan<float> weight, Epilogue epilogue)
    {
        var taps = s.KernelHeight * s.KernelWidth;
        var buffer = new NativeBuffer((s.OutChannels + Map.Lanes - 1L) / Map.Lanes * Map.Lanes * taps);
        for (var i = 0; i < weight.Length; i++)
        {
            var (channel, tap) = Math.DivRem(i, taps);
            var (block, lane) = Math.DivRem(channel, Map.Lanes);
            buffer.Pointer[(((nint)block * taps) + tap) * Map.Lanes + lane] = (float)(weight[i] * epilogue.ScaleFactors[channel]);
        }

        return buffer;
    }

    /// <summary>Blocks of channels.</summary>
    public readonly int Blocks => _to.Blocks;

    /// <summary>A block's taps of one result row, an estimate of the time in nanoseconds.</summary>
    public readonly long RowNanoseconds => (long)KernelRows * KernelColumns * _to.Width / Rate;

    public readonly void Run(in Run run, NativeBuffer weights, NativeBuffer shift, int input, int output, int residual, bool relu, PlaceFunction then)
    {
        var job = Aimed(run, weights, shift, input, relu, then);
        job._output = run.At(_to.MovedTo(output));
        job._residual = residual < 0 ? null : run.At(_added.MovedTo(residual));

        var blocks = _to.Blocks * run.Images;
        job._sharesRows = run.Threads > 1 && run.Images == 1 && _to.Height >= LeastRows * run.Threads;
        job._bands = job._sharesRows ? run.Threads : run.Threads == 1 ? 1 : Math.Clamp(8 * run.Threads / blocks, 1, _to.Height);
        WorkerPool.Shared.For(run.Threads, blocks * job._bands, RowNanoseconds * _to.Height * blocks, Levels.Tiles<Kernel>(run.Simd), &job);
    }

    /// <summary>With all pointers but those of result and residual.</summary>
    public readonly DepthwiseJob Aimed(in Run run, NativeBuffer weights, NativeBuffer shift, int input, bool relu, PlaceFunction then)
    {
        var job = this;
        job.Floor = ConvGeometry.Floor(relu);
        job.Then = then.At(run.Simd, _to.Channels);
        job._input = run.At(_from.MovedTo(input)) + _inStart;
        job._weights = weights.Pointer;
        job._shift = shift.Pointer;
        job._stride = run.Stride;
        return job;
    }

    /// <summary>Computes rows [first, end) of a block of channels of a sample.</summary>
    /// <param name="job">The job.</param>
    /// <param name="image">The sample.</param>
    /// <param name="block">The block.</param>
    /// <param name="first">The first row.</param>
    /// <param name="end">The row behind the last.</param>
    /// <param name="output">Where the first row's results go.</param>
    /// <param name="outputRow">Floats from a row of results to the next.</param>
    /// <param name="residual">What is added to the first row, or null.</param>
    public static void Rows<TWidth, TVector>(
        DepthwiseJob* job, int image, int block, int first, int end, float* output, nint outputRow, float* residual)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var weights = job->_weights + ((nint)block * job->KernelRows * job->KernelColumns * Map.Lanes);
        var shift = job->_shift + (block * Map.Lanes);
        var (whole, rest) = Math.DivRem(job->_to.Width, Both);
        var (half, last) = Math.DivRem(rest, Half);
        var wholeKernel = Tile<TWidth, TVector>(job, Both);
        var halfKernel = Tile<TWidth, TVector>(job, Half);
        var lastKernel = Tile<TWidth, TVector>(job, last);
        var input = job->_input + (image * job->_stride) + (block * job->_inBlock) + (first * job->_inRow);
        for (var y = first; y < end; y++, input += job->_inRow, output += outputRow)
        {
            nint x = whole * Both;
            if (whole > 0)
                wholeKernel(job, input, weights, shift, output, residual, whole);

            if (half > 0)
            {
                halfKernel(job, input + (x * job->InPixel), weights, shift, output + (x * Map.Lanes), residual == null ? null : residual + (x * Map.Lanes), 1);
                x += Half;
            }

            if (last > 0)
                lastKernel(job, input + (x * job->InPixel), weights, shift, output + (x * Map.Lanes), residual == null ? null : residual + (x * Map.Lanes), 1);

            job->Then.Apply(output, job->_to.Width, Map.Lanes, block);
            residual = residual == null ? null : residual + job->_added.Row;
        }
    }

    private static void Execute<TWidth, TVector>(void* state, int chunk)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var job = (DepthwiseJob*)state;
        var (high, low) = Math.DivRem(chunk, job->_sharesRows ? job->_to.Blocks : job->_bands);
        var (band, block) = job->_sharesRows ? (high, low) : (low, high);
        (var image, block) = Math.DivRem(block, job->_to.Blocks);
        var (first, end) = (job->_to.Height * band / job->_bands, job->_to.Height * (band + 1) / job->_bands);
        var output = job->_output + (image * job->_stride) + (block * job->_to.Block) + (first * job->_to.Row);
        var residual = job->_residual == null ? null : job->_residual + (image * job->_stride) + (block * job->_added.Block) + (first * job->_added.Row);
        Rows<TWidth, TVector>(job, image, block, first, end, output, job->_to.Row, residual);
    }

    private static delegate*<DepthwiseJob*, float*, float*, float*, float*, float*, int, void> Tile<TWidth, TVector>(DepthwiseJob* job, int pixels)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged => ((int)job->InTap, (int)job->InPixel) switch
        {
            (Map.Lanes, Map.Lanes) => Tile<TWidth, TVector, N1>(pixels),
            (Map.Lanes, 2 * Map.Lanes) => Tile<TWidth, TVector, N2>(pixels),
            _ => Tile<TWidth, TVector, N0>(pixels),
        };

    private static delegate*<DepthwiseJob*, float*, float*, float*, float*, float*, int, void> Tile<TWidth, TVector, TStep>(int pixels)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
        where TStep : struct, ICount => pixels switch
        {
            1 => &DepthwiseKernel<TWidth, TVector, N1, N0, TStep>.Run,
            2 => &DepthwiseKernel<TWidth, TVector, N2, N0, TStep>.Run,
            3 => &DepthwiseKernel<TWidth, TVector, N3, N0, TStep>.Run,
            4 => &DepthwiseKernel<TWidth, TVector, N4, N0, TStep>.Run,
            5 => &DepthwiseKernel<TWidth, TVector, N5, N0, TStep>.Run,
            6 => &DepthwiseKernel<TWidth, TVector, N6, N0, TStep>.Run,
            Half => &DepthwiseKernel<TWidth, TVector, N7, N0, TStep>.Run,
            _ => &DepthwiseKernel<TWidth, TVector, N7, N7, TStep>.Run,
        };

    private readonly struct Kernel : ITileKernel
    {
        public static delegate*<void*, int, void> Body<TLanes, TWidth, TVector>()
            where TLanes : struct, ILanes<TLanes>
            where TWidth : struct, IWidth<TVector>
            where TVector : unmanaged => &Execute<TWidth, TVector>;
    }
}
