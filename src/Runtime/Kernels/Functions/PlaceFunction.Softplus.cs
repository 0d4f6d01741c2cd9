using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>ln(1 + exp(x)), within 2^-20 of the value and 2^-125. NaN stays NaN.</summary>
    public static PlaceFunction Softplus => Of<SoftplusFunction>();

    private readonly struct SoftplusFunction : IPlaceFunction
    {
        public static bool KeepsZero => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes>
        {
            // max(0, x) + ln(1 + exp(-|x|)), of which neither term is ever large and wrong.
            var minus = TLanes.Multiply(x, TLanes.All(-1));
            return TLanes.Add(TLanes.Max(TLanes.All(0), x), LaneMath.LogOnePlus(LaneMath.Exp(TLanes.Min(minus, x))));
        }
    }
}
