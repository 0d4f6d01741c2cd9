using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>x from low to high: below, low; above, high. NaN stays NaN.</summary>
    public static PlaceFunction Clamp(float low, float high) => Of<ClampFunction>(low, high);

    private readonly struct ClampFunction : IPlaceFunction
    {
        public static bool KeepsZero => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes> => TLanes.Min(second, TLanes.Max(first, x));
    }
}
