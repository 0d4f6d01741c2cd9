using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>x where it is above 0, slope · x elsewhere; slope is from 0 to 1. NaN stays NaN. The result may be the operand.</summary>
    public static void LeakyRelu(in Run run, Map from, Map to, float slope) => Placewise<LeakyReluFunction>(run, from, to, slope);

    private readonly struct LeakyReluFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        // The larger of both, as the slope is at most 1.
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes> => TLanes.Max(TLanes.Multiply(first, x), x);
    }
}
