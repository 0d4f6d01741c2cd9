using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>|x|. NaN stays NaN. The result may be the operand.</summary>
    public static void Abs(in Run run, Map from, Map to) => Placewise<AbsFunction>(run, from, to);

    private readonly struct AbsFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes> => TLanes.Max(TLanes.Multiply(x, TLanes.All(-1)), x);
    }
}
