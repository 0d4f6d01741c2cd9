using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>x where it is above 0, alpha · (exp(x) - 1) elsewhere, within 2^-20 of the value. NaN stays NaN. The result may be the operand.</summary>
    public static void Elu(in Run run, Map from, Map to, float alpha) => Placewise<EluFunction>(run, from, to, alpha);

    private readonly struct EluFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes>
        {
            var below = LaneMath.ExpMinusOne(TLanes.Min(TLanes.All(0), x));
            return TLanes.MultiplyAdd(first, below, TLanes.Max(TLanes.All(0), x));
        }
    }
}
