using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

/// <summary>A norm over the channels of each position. Some positions of one row of one sample a chunk.</summary>
/// <remarks>
/// The numbers of a position are added up lane by lane, in the order of the blocks, and the lanes in double: so positions do not depend on their
/// neighbours or on who computes them.
/// </remarks>
internal readonly unsafe struct PositionNormJob
{
    private const int PositionsOfChunk = 32;

    private readonly float* _source, _target, _scale, _shift;
    private readonly nint _stride;
    private readonly float _floor, _epsilon;
    private readonly int _chunksOfRow;
    private readonly bool _centred;
    private readonly AppliedFunction _then;
    private readonly Map _from, _to;

    public PositionNormJob(in Run run, PackedAffine affine, Map from, Map to, float epsilon, bool centred, bool relu, PlaceFunction then)
    {
        _source = run.At(from);
        _target = run.At(to);
        _stride = run.Stride;
        _scale = affine.Scale.Pointer;
        _shift = affine.Shift.Pointer;
        _centred = centred;
        (_epsilon, _floor) = (epsilon, relu ? 0 : float.NegativeInfinity);
        _then = then.At(run.Simd, to.Channels);
        (_from, _to) = (from, to);
        _chunksOfRow = (from.Width + PositionsOfChunk - 1) / PositionsOfChunk;
    }

    /// <summary>How many chunks a sample is.</summary>
    public int ChunksOfImage => _from.Height * _chunksOfRow;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(PositionNormJob*)state;
        var (image, part) = Math.DivRem(chunk, job.ChunksOfImage);
        var (row, first) = Math.DivRem(part, job._chunksOfRow);
        first *= PositionsOfChunk;
        var count = Math.Min(PositionsOfChunk, job._from.Width - first);
        var source = job._source + (image * job._stride) + (row * job._from.Row) + (first * Map.Lanes);
        var target = job._target + (image * job._stride) + (row * job._to.Row) + (first * Map.Lanes);
        for (var c = 0; c < count; c++)
        {
            job.Position<TLanes>(source + (c * Map.Lanes), target + (c * Map.Lanes));
        }

        for (var block = 0; block < job._to.Blocks; block++)
        {
            job._then.Apply(target + (block * job._to.Block), count, Map.Lanes, block);
        }
    }

    private void Position<TLanes>(float* x, float* y)
        where TLanes : struct, ILanes<TLanes>
    {
        var blocks = _from.Blocks;
        var last = _from.Channels - ((blocks - 1) * Map.Lanes);
        var lanes = stackalloc float[Map.Lanes];
        var offset = TLanes.All(_centred ? -Mean<TLanes>(x, lanes) : 0);
        var squares = TLanes.All(0);
        for (var b = 0; b < blocks - 1; b++)
        {
            var distance = TLanes.Add(TLanes.Load(x + (b * _from.Block)), offset);
            squares = TLanes.MultiplyAdd(distance, distance, squares);
        }

        // The lanes past the last channel, which are zero, have no part in it.
        TLanes.Add(TLanes.Load(x + ((blocks - 1) * _from.Block)), offset).Store(lanes);
        new Span<float>(lanes + last, Map.Lanes - last).Clear();
        var tail = TLanes.Load(lanes);
        TLanes.MultiplyAdd(tail, tail, squares).Store(lanes);
        var factor = TLanes.All((float)(1 / Math.Sqrt((Total(lanes) / _from.Channels) + _epsilon)));
        var floor = TLanes.All(_floor);
        for (var b = 0; b < blocks; b++)
        {
            // Scale and shift are zero past the last channel, and so are results.
            var normal = TLanes.Multiply(TLanes.Add(TLanes.Load(x + (b * _from.Block)), offset), factor);
            TLanes.Max(floor, TLanes.MultiplyAdd(normal, TLanes.Load(_scale + (b * Map.Lanes)), TLanes.Load(_shift + (b * Map.Lanes))))
                .Store(y + (b * _to.Block));
        }
    }

    private float Mean<TLanes>(float* x, float* lanes)
        where TLanes : struct, ILanes<TLanes>
    {
        var sums = TLanes.All(0);
        for (var b = 0; b < _from.Blocks; b++)
        {
            sums = TLanes.Add(sums, TLanes.Load(x + (b * _from.Block)));
        }

        sums.Store(lanes);
        return (float)(Total(lanes) / _from.Channels);
    }

    private static double Total(float* lanes)
    {
        var sum = 0.0;
        for (var i = 0; i < Map.Lanes; i++)
        {
            sum += lanes[i];
        }

        return sum;
    }
}
