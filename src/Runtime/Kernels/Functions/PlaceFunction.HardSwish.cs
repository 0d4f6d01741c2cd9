using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>x · min(1, max(0, x / 6 + 1/2)), 0 at -∞. NaN stays NaN.</summary>
    public static PlaceFunction HardSwish => Of<HardSwishFunction>();

    private readonly struct HardSwishFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        // Below -3 the second factor is 0, which infinity is not to be multiplied with.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes> => TLanes.Multiply(TLanes.Max(TLanes.All(-3), x), HardSigmoidFunction.Of(x, first, second));
    }
}
