using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>x where it is above 0, slope · x elsewhere; slope is from 0 to 1, and 0 times -∞ is 0 here. NaN stays NaN.</summary>
    public static PlaceFunction LeakyRelu(float slope) => slope == 0 ? Of<PositivePartFunction>() : Of<LeakyReluFunction>(slope);

    private readonly struct LeakyReluFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        // The larger of both, as the slope is at most 1.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes> => TLanes.Max(TLanes.Multiply(first, x), x);
    }

    private readonly struct PositivePartFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes> => TLanes.Max(TLanes.All(0), x);
    }
}
