using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>
    /// 1 / (1 + exp(-x)), within 2^-21 of the value and, where that is below the smallest normal number, 2^-126; NaN stays NaN.
    /// </summary>
    public static PlaceFunction Sigmoid => Of<SigmoidFunction>();

    private readonly struct SigmoidFunction : IPlaceFunction
    {
        public static bool KeepsZero => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes>
        {
            var one = TLanes.All(1);
            return TLanes.Divide(one, TLanes.Add(one, LaneMath.Exp(TLanes.Multiply(x, TLanes.All(-1)))));
        }
    }
}
