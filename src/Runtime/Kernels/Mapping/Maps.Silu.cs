using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>x / (1 + exp(-x)), within 2^-20 of the value and 2^-120 of finite numbers. NaN stays NaN. The result may be the operand.</summary>
    public static void Silu(in Run run, Map from, Map to) => Placewise<SiluFunction>(run, from, to);

    private readonly struct SiluFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes>
        {
            var one = TLanes.All(1);
            return TLanes.Divide(x, TLanes.Add(one, LaneMath.Exp(TLanes.Multiply(x, TLanes.All(-1)))));
        }
    }
}
