using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>x · min(1, max(0, x / 6 + 1/2)). NaN stays NaN.</summary>
    public static PlaceFunction HardSwish => Of<HardSwishFunction>();

    private readonly struct HardSwishFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes> => TLanes.Multiply(x, HardSigmoidFunction.Of(x, first, second));
    }
}
