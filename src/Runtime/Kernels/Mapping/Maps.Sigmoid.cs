using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>
    /// 1 / (1 + exp(-x)), within 2^-21 of the value and, where that is below the smallest normal number, 2^-126; NaN stays NaN. The
    /// result may be the operand.
    /// </summary>
    public static void Sigmoid(in Run run, Map from, Map to) => Placewise<SigmoidFunction>(run, from, to);

    private readonly struct SigmoidFunction : IPlaceFunction
    {
        public static bool KeepsZero => false;

        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes>
        {
            var one = TLanes.All(1);
            return TLanes.Divide(one, TLanes.Add(one, LaneMath.Exp(TLanes.Multiply(x, TLanes.All(-1)))));
        }
    }
}
