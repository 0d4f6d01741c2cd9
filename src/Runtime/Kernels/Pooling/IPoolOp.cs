using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Pooling;

/// <summary>What a pool makes of the values of a window.</summary>
internal unsafe interface IPoolOp<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>The result of no values.</summary>
    static abstract TLanes Start { get; }

    static abstract TLanes Combine(TLanes sofar, TLanes value);

    /// <summary>
    /// What <see cref="PoolTile{TLanes, TOp}.Four"/> gives, in less time, if these values allow it; the result may be written
    /// either way.
    /// </summary>
    static abstract bool TryFour(float* first, nint step, nint row, nint height, nint width, float* output);

    /// <summary>The result, for a divisor that counts positions.</summary>
    static abstract TLanes Finish(TLanes all, nint count);
}

/// <summary>The largest; NaN where a value is.</summary>
internal readonly unsafe struct MaxOp<TLanes> : IPoolOp<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    public static TLanes Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.All(float.NegativeInfinity);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine(TLanes sofar, TLanes value) => TLanes.MaxOrNaN(sofar, value);

    /// <summary>
    /// A maximum of the processor, which forgets a NaN that another value follows, and a sum of all values, which does not:
    /// unless that is NaN, for which infinities of both signs are another reason, no value is.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFour(float* first, nint step, nint row, nint height, nint width, float* output)
    {
        TLanes a = Start, b = a, c = a, d = a, left = TLanes.All(0), right = left;
        for (; height > 0; height--, first += row)
        {
            var x = first;
            for (var columns = width; columns > 0; columns--, x += Map.Lanes)
            {
                var (p, q) = (TLanes.Load(x), TLanes.Load(x + step));
                a = TLanes.Max(a, p);
                b = TLanes.Max(b, q);
                left = TLanes.Add(left, TLanes.Add(p, q));
                (p, q) = (TLanes.Load(x + (2 * step)), TLanes.Load(x + (3 * step)));
                c = TLanes.Max(c, p);
                d = TLanes.Max(d, q);
                right = TLanes.Add(right, TLanes.Add(p, q));
            }
        }

        a.Store(output);
        b.Store(output + 16);
        c.Store(output + 32);
        d.Store(output + 48);
        return !TLanes.HasNaN(TLanes.Add(left, right));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish(TLanes all, nint count) => all;
}

/// <summary>The sum.</summary>
internal readonly unsafe struct SumOp<TLanes> : IPoolOp<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    public static TLanes Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.All(0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine(TLanes sofar, TLanes value) => TLanes.Add(sofar, value);

    public static bool TryFour(float* first, nint step, nint row, nint height, nint width, float* output) => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish(TLanes all, nint count) => all;
}

/// <summary>The mean.</summary>
internal readonly unsafe struct MeanOp<TLanes> : IPoolOp<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    public static TLanes Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.All(0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine(TLanes sofar, TLanes value) => TLanes.Add(sofar, value);

    public static bool TryFour(float* first, nint step, nint row, nint height, nint width, float* output) => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish(TLanes all, nint count) => TLanes.Multiply(all, TLanes.All(1f / count));
}
