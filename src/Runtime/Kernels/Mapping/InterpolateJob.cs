using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

/// <summary>A bilinear upsampling from a small map to a large one, or its transpose back. One block of one sample a chunk.</summary>
internal readonly unsafe struct InterpolateJob(in Run run, Map small, Map large, bool alignsCorners, double q)
{
    private readonly float* _small = run.At(small), _large = run.At(large);
    private readonly nint _stride = run.Stride;
    private readonly Map _from = small, _to = large;
    private readonly bool _alignsCorners = alignsCorners;
    private readonly double _power = q;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(InterpolateJob*)state;
        var (image, block) = Math.DivRem(chunk, job._to.Blocks);
        var x = job._small + (image * job._stride) + (block * job._from.Block);
        var y = job._large + (image * job._stride) + (block * job._to.Block);
        for (var row = 0; row < job._to.Height; row++, y += job._to.Row)
        {
            var below = job.Weights(row, job._from.Height, job._to.Height, out var top, out var over, out var under);
            var upper = x + (top * job._from.Row);
            var lower = upper + (below * job._from.Row);
            var (a, b) = (TLanes.All(over), TLanes.All(under));
            for (var column = 0; column < job._to.Width; column++)
            {
                var beside = job.Weights(column, job._from.Width, job._to.Width, out var left, out var before, out var behind);
                var (at, next) = ((nint)left * Map.Lanes, (nint)(left + beside) * Map.Lanes);
                var (c, d) = (TLanes.All(before), TLanes.All(behind));
                var first = TLanes.MultiplyAdd(TLanes.Load(upper + next), d, TLanes.Multiply(TLanes.Load(upper + at), c));
                var second = TLanes.MultiplyAdd(TLanes.Load(lower + next), d, TLanes.Multiply(TLanes.Load(lower + at), c));
                TLanes.MultiplyAdd(second, b, TLanes.Multiply(first, a)).Store(y + ((nint)column * Map.Lanes));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Back<TLanes>(void* state, int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        ref readonly var job = ref *(InterpolateJob*)state;
        var (image, block) = Math.DivRem(chunk, job._to.Blocks);
        var x = job._small + (image * job._stride) + (block * job._from.Block);
        var y = job._large + (image * job._stride) + (block * job._to.Block);
        for (var row = 0; row < job._from.Height; row++)
        {
            new Span<float>(x + (row * job._from.Row), job._from.Width * Map.Lanes).Clear();
        }

        for (var row = 0; row < job._to.Height; row++, y += job._to.Row)
        {
            var below = job.Weights(row, job._from.Height, job._to.Height, out var top, out var over, out var under);
            var upper = x + (top * job._from.Row);
            var lower = upper + (below * job._from.Row);
            for (var column = 0; column < job._to.Width; column++)
            {
                var beside = job.Weights(column, job._from.Width, job._to.Width, out var left, out var before, out var behind);
                var (at, next) = ((nint)left * Map.Lanes, (nint)(left + beside) * Map.Lanes);
                var value = TLanes.Load(y + ((nint)column * Map.Lanes));
                Add(upper + at, value, over * before);
                Add(upper + next, value, over * behind);
                Add(lower + at, value, under * before);
                Add(lower + next, value, under * behind);
            }
        }
    }

    private static void Add<TLanes>(float* target, TLanes value, float weight)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(value, TLanes.All(weight), TLanes.Load(target)).Store(target);

    /// <summary>The first of the places of the operand that one of the result lies at or between, and the weights of both.</summary>
    /// <returns>How far the second lies behind the first: 0 where there is one only, and the second's weight is 0.</returns>
    private int Weights(int place, int sources, int places, out int first, out float weight, out float other)
    {
        var factor = places / sources;
        var (numerator, denominator) = _alignsCorners
            ? (place * (sources - 1L), Math.Max(1, places - 1L))
            : (Math.Max(0, (2L * place) + 1 - factor), 2L * factor);
        first = (int)(numerator / denominator);
        var share = first == sources - 1 ? 0 : numerator % denominator / (double)denominator;
        (weight, other) = share == 0 ? (1f, 0f)
            : _power == 1 ? ((float)(1 - share), (float)share)
            : ((float)Math.Pow(1 - share, _power), (float)Math.Pow(share, _power));
        return share == 0 ? 0 : 1;
    }
}
