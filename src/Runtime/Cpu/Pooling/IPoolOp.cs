using System.Runtime.CompilerServices;

namespace NetSpec.Runtime.Cpu;

/// <summary>What a pool makes of the values of a window.</summary>
internal interface IPoolOp<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>The result of no values.</summary>
    static abstract TLanes Start { get; }

    static abstract TLanes Combine(TLanes sofar, TLanes value);

    /// <summary>The result, for a divisor that counts positions.</summary>
    static abstract TLanes Finish(TLanes all, nint count);
}

/// <summary>The largest.</summary>
internal readonly struct MaxOp<TLanes> : IPoolOp<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    public static TLanes Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.All(float.NegativeInfinity);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine(TLanes sofar, TLanes value) => TLanes.Max(sofar, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish(TLanes all, nint count) => all;
}

/// <summary>The sum.</summary>
internal readonly struct SumOp<TLanes> : IPoolOp<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    public static TLanes Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.All(0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine(TLanes sofar, TLanes value) => TLanes.Add(sofar, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish(TLanes all, nint count) => all;
}

/// <summary>The mean.</summary>
internal readonly struct MeanOp<TLanes> : IPoolOp<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    public static TLanes Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.All(0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine(TLanes sofar, TLanes value) => TLanes.Add(sofar, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Finish(TLanes all, nint count) => TLanes.Multiply(all, TLanes.All(1f / count));
}
