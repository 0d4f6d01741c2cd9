using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Cpu;

/// <summary>A convolution whose channels do not see each other; a band of rows of one block a chunk.</summary>
internal unsafe struct DepthwiseJob
{
    private nint _inStart, _inBlock, _inTapRow, _inTap, _inRow, _inPixel;
    private Map _from, _output, _residualMap;
    private int _rows, _columns;
    private float _floor;
    private float* _input, _target, _residual, _weights, _shift;
    private nint _stride;

    public static DepthwiseJob Of(IConvShape s)
    {
        var (row, pixel) = ConvGeometry.InSteps(s);
        return new DepthwiseJob
        {
            _inStart = (-s.PadTop * row) - (s.PadLeft * pixel),
            _inBlock = (s.InHeight + (2 * s.InBorder)) * row,
            _inTapRow = s.DilationHeight * row,
            _inTap = s.DilationWidth * pixel,
            _inRow = s.StrideHeight * row,
            _inPixel = s.StrideWidth * pixel,
            _from = new Map(0, s.InChannels, s.InHeight, s.InWidth, s.InBorder),
            _output = new Map(0, s.OutChannels, s.OutHeight, s.OutWidth, s.OutBorder),
            _residualMap = new Map(0, s.OutChannels, s.OutHeight, s.OutWidth, s.ResidualBorder),
            _rows = s.KernelHeight,
            _columns = s.KernelWidth,
            _floor = s.Relu ? 0 : float.NegativeInfinity,
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

    public readonly void Run(in Run run, NativeBuffer weights, NativeBuffer shift, int input, int output, int residual)
    {
        var job = this;
        job._input = run.At(_from.MovedTo(input)) + _inStart;
        job._target = run.At(_output.MovedTo(output));
        job._residual = residual < 0 ? null : run.At(_residualMap.MovedTo(residual));
        job._weights = weights.Pointer;
        job._shift = shift.Pointer;
        job._stride = run.Stride;
        delegate*<void*, int, void> body = run.Simd switch
        {
            SimdLevel.Vector512 => &Execute<Lanes512>,
            SimdLevel.Vector256 => &Execute<Lanes256>,
            _ => &Execute<Lanes1>,
        };
        long taps = (long)_rows * _columns * _output.Height * _output.Width * _output.Blocks;
        WorkerPool.Shared.For(run.Threads, run.Images * _output.Blocks, taps * run.Images, body, &job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Execute<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(DepthwiseJob*)state;
        var (image, block) = Math.DivRem(chunk, job._output.Blocks);
        var floor = TLanes.All(job._floor);
        var shift = TLanes.Load(job._shift + (block * Map.Lanes));
        for (var y = 0; y < job._output.Height; y++)
        {
            var input = job._input + (image * job._stride) + (block * job._inBlock) + (y * job._inRow);
            var output = job._target + (image * job._stride) + (block * job._output.Block) + (y * job._output.Row);
            var residual = job._residual + (image * job._stride) + (block * job._residualMap.Block) + (y * job._residualMap.Row);
            for (nint x = 0; x < job._output.Width; x++)
            {
                var weights = job._weights + ((nint)block * job._rows * job._columns * Map.Lanes);
                var sum = job._residual == null ? shift : TLanes.Add(shift, TLanes.Load(residual + (x * Map.Lanes)));
                for (nint row = 0; row < job._rows; row++)
                {
                    for (nint column = 0; column < job._columns; column++)
                    {
                        var value = TLanes.Load(input + (x * job._inPixel) + (row * job._inTapRow) + (column * job._inTap));
                        sum = TLanes.MultiplyAdd(value, TLanes.Load(weights), sum);
                        weights += Map.Lanes;
                    }
                }

                TLanes.Max(floor, sum).Store(output + (x * Map.Lanes));
            }
        }
    }
}
