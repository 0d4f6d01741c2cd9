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
internal unsafe struct DepthwiseJob
{
    public nint InTapRow, InTap, InPixel;
    public int KernelRows, KernelColumns;
    public float Floor;

    // What is applied to each result last.
    public AppliedFunction Then;

    private const int MostTilePixels = 7;

    // Multiply-adds of a block in one nanosecond.
    private const long Rate = 2;

    private nint _inStart, _inBlock, _inRow;
    private Map _from, _to, _added;
    private float* _input, _output, _residual, _weights, _shift;
    private nint _stride;
    private int _bandRows, _bands;

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
        var bands = run.Threads == 1 ? 1 : Math.Clamp(8 * run.Threads / blocks, 1, _to.Height);
        job._bandRows = (_to.Height + bands - 1) / bands;
        job._bands = (_to.Height + job._bandRows - 1) / job._bandRows;
        WorkerPool.Shared.For(run.Threads, blocks * job._bands, RowNanoseconds * _to.Height * blocks, Levels.Body<Kernel>(run.Simd), &job);
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
    public static void Rows<TLanes>(DepthwiseJob* job, int image, int block, int first, int end, float* output, nint outputRow, float* residual)
        where TLanes : struct, ILanes<TLanes>
    {
        var weights = job->_weights + ((nint)block * job->KernelRows * job->KernelColumns * Map.Lanes);
        var shift = job->_shift + (block * Map.Lanes);
        var pixels = Math.Min(MostTilePixels, TLanes.Sums);
        var kernel = Tile<TLanes>(pixels);
        var tail = job->_to.Width % pixels;
        var tailKernel = Tile<TLanes>(tail);
        var row = residual == null && pixels == MostTilePixels ? Row<TLanes>(job) : null;
        var input = job->_input + (image * job->_stride) + (block * job->_inBlock) + (first * job->_inRow);
        for (var y = first; y < end; y++, input += job->_inRow, output += outputRow)
        {
            nint x = 0;
            if (row != null)
            {
                x = job->_to.Width - tail;
                row(job, input, weights, shift, output, job->_to.Width / pixels);
            }

            for (; x < job->_to.Width - tail; x += pixels)
            {
                kernel(
                    job, input + (x * job->InPixel), weights, shift, output + (x * Map.Lanes), residual == null ? null : residual + (x * Map.Lanes));
            }

            if (tail > 0)
            {
                tailKernel(job, input + (x * job->InPixel), weights, shift, output + (x * Map.Lanes), residual == null ? null : residual + (x * Map.Lanes));
            }

            job->Then.Apply(output, job->_to.Width, Map.Lanes, block);
            residual = residual == null ? null : residual + job->_added.Row;
        }
    }

    private static void Execute<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var job = (DepthwiseJob*)state;
        (chunk, var band) = Math.DivRem(chunk, job->_bands);
        var (image, block) = Math.DivRem(chunk, job->_to.Blocks);
        var first = band * job->_bandRows;
        var output = job->_output + (image * job->_stride) + (block * job->_to.Block) + (first * job->_to.Row);
        var residual = job->_residual == null ? null : job->_residual + (image * job->_stride) + (block * job->_added.Block) + (first * job->_added.Row);
        Rows<TLanes>(job, image, block, first, Math.Min(job->_to.Height, first + job->_bandRows), output, job->_to.Row, residual);
    }

    /// <summary>The kernel for rows of 3 x 3 taps side by side; null for other kernels.</summary>
    private static delegate*<DepthwiseJob*, float*, float*, float*, float*, int, void> Row<TLanes>(DepthwiseJob* job)
        where TLanes : struct, ILanes<TLanes> => (job->KernelRows, job->KernelColumns, (int)job->InTap, (int)job->InPixel) switch
        {
            (3, 3, Map.Lanes, Map.Lanes) => &DepthwiseRow<TLanes, N1>.Run,
            (3, 3, Map.Lanes, 2 * Map.Lanes) => &DepthwiseRow<TLanes, N2>.Run,
            _ => null,
        };

    private static delegate*<DepthwiseJob*, float*, float*, float*, float*, float*, void> Tile<TLanes>(int pixels)
        where TLanes : struct, ILanes<TLanes> => pixels switch
        {
            1 => &DepthwiseTile<TLanes, N1>.Run,
            2 => &DepthwiseTile<TLanes, N2>.Run,
            3 => &DepthwiseTile<TLanes, N3>.Run,
            4 => &DepthwiseTile<TLanes, N4>.Run,
            5 => &DepthwiseTile<TLanes, N5>.Run,
            6 => &DepthwiseTile<TLanes, N6>.Run,
            _ => &DepthwiseTile<TLanes, N7>.Run,
        };

    private readonly struct Kernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &Execute<TLanes>;
    }
}
