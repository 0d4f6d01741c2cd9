using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>x from low to high: below, low; above, high. NaN stays NaN. The result may be the operand.</summary>
    public static void Clamp(in Run run, Map from, Map to, float low, float high) => Placewise<ClampFunction>(run, from, to, low, high);

    private readonly struct ClampFunction : IPlaceFunction
    {
        public static bool KeepsZero => false;

        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes> => TLanes.Min(second, TLanes.Max(first, x));
    }
}
