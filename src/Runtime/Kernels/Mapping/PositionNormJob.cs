using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

/// <summary>
/// A norm of the channels of each position by itself, some neighbouring positions of a row at a time, so that these stay in the nearest cache for the
/// three times that they are read: for means, for squares of the distances from these, for results.
/// </summary>
internal readonly unsafe struct PositionNormJob
{
    /// <summary>Positions at a time: of 768 channels, 24 KiB.</summary>
    private const int Most = 8;

    private readonly float* _source, _target, _scale, _shift;
    private readonly nint _stride;
    private readonly float _epsilon, _floor;
    private readonly bool _isCentred;
    private readonly AppliedFunction _then;
    private readonly Map _from, _to;

    public PositionNormJob(in Run run, PackedAffine affine, Map from, Map to, float epsilon, bool isCentred, bool relu, PlaceFunction then)
    {
        from.CheckSame(to, nameof(to));
        _source = run.At(from);
        _target = run.At(to);
        _stride = run.Stride;
        _scale = affine.Scale.Pointer;
        _shift = affine.Shift.Pointer;
        (_epsilon, _isCentred, _floor) = (epsilon, isCentred, relu ? 0 : float.NegativeInfinity);
        _then = then.At(run.Simd, to.Channels);
        (_from, _to) = (from, to);
    }

    /// <summary>Chunks of a row.</summary>
    public static int PartsOf(Map map) => (map.Width + Most - 1) / Most;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(PositionNormJob*)state;
        var (line, part) = Math.DivRem(chunk, PartsOf(job._from));
        var (image, row) = Math.DivRem(line, job._from.Height);
        var count = Math.Min(Most, job._from.Width - (part * Most));
        var at = (nint)part * Most * Map.Lanes;
        var x = job._source + (image * job._stride) + (row * job._from.Row) + at;
        var y = job._target + (image * job._stride) + (row * job._to.Row) + at;
        float* offsets = stackalloc float[Most], factors = stackalloc float[Most];
        for (var i = 0; i < count; i++)
        {
            offsets[i] = job._isCentred ? (float)-(job.Sum<TLanes>(x + (i * Map.Lanes)) / job._from.Channels) : 0;
            factors[i] = (float)(1 / Math.Sqrt((job.Squares<TLanes>(x + (i * Map.Lanes), offsets[i]) / job._from.Channels) + job._epsilon));
        }

        job.Apply<TLanes>(x, y, count, offsets, factors);
    }

    /// <summary>The sum of a position's channels.</summary>
    private double Sum<TLanes>(float* x)
        where TLanes : struct, ILanes<TLanes>
    {
        var (first, second) = (TLanes.All(0), TLanes.All(0));
        var block = 0;
        for (; block < _from.Blocks - 1; block += 2, x += 2 * _from.Block)
        {
            first = TLanes.Add(first, TLanes.Load(x));
            second = TLanes.Add(second, TLanes.Load(x + _from.Block));
        }

        // Lanes past the last channel are zero.
        return Together(block < _from.Blocks ? TLanes.Add(TLanes.Load(x), TLanes.Add(first, second)) : TLanes.Add(first, second), Map.Lanes);
    }

    /// <summary>The sum of the squares of what a position's channels and a number add up to.</summary>
    private double Squares<TLanes>(float* x, float number)
        where TLanes : struct, ILanes<TLanes>
    {
        var (first, second, offset) = (TLanes.All(0), TLanes.All(0), TLanes.All(number));
        for (var block = 0; block < _from.Blocks - 1; block++, x += _from.Block)
        {
            var distance = TLanes.Add(TLanes.Load(x), offset);
            (first, second) = (second, TLanes.MultiplyAdd(distance, distance, first));
        }

        var last = TLanes.Add(TLanes.Load(x), offset);
        return Together(TLanes.Add(first, second), Map.Lanes) + Together(TLanes.Multiply(last, last), _from.Channels - ((_from.Blocks - 1) * Map.Lanes));
    }

    private void Apply<TLanes>(float* x, float* y, int count, float* offsets, float* factors)
        where TLanes : struct, ILanes<TLanes>
    {
        var floor = TLanes.All(_floor);
        for (var block = 0; block < _from.Blocks; block++, x += _from.Block, y += _to.Block)
        {
            var (scale, shift) = (TLanes.Load(_scale + (block * Map.Lanes)), TLanes.Load(_shift + (block * Map.Lanes)));
            for (var i = 0; i < count; i++)
            {
                var distance = TLanes.Add(TLanes.Load(x + (i * Map.Lanes)), TLanes.All(offsets[i]));
                var normal = TLanes.Multiply(distance, TLanes.All(factors[i]));
                TLanes.Max(floor, TLanes.MultiplyAdd(normal, scale, shift)).Store(y + (i * Map.Lanes));
            }

            _then.Apply(y, count, Map.Lanes, block);
        }
    }

    /// <summary>The sum of the first lanes.</summary>
    private static double Together<TLanes>(TLanes sums, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        var lanes = stackalloc float[Map.Lanes];
        sums.Store(lanes);
        double even = 0, odd = 0;
        for (var i = 0; i < count - 1; i += 2)
        {
            even += lanes[i];
            odd += lanes[i + 1];
        }

        return even + odd + (count % 2 == 0 ? 0 : lanes[count - 1]);
    }
}
