using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>x · min(1, max(0, x / 6 + 1/2)). NaN stays NaN. The result may be the operand.</summary>
    public static void HardSwish(in Run run, Map from, Map to) => Placewise<HardSwishFunction>(run, from, to);

    private readonly struct HardSwishFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes> => TLanes.Multiply(x, HardSigmoidFunction.Of(x, first, second));
    }
}
