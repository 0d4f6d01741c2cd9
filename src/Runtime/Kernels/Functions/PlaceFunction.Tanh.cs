using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>tanh(x), within 2^-20 of the value. NaN stays NaN.</summary>
    public static PlaceFunction Tanh => Of<TanhFunction>();

    private readonly struct TanhFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes>
        {
            // Of t = exp(2x) - 1, which is as exact near 0 as anywhere.
            var t = LaneMath.ExpMinusOne(TLanes.Add(x, x));
            return TLanes.Divide(t, TLanes.Add(t, TLanes.All(2)));
        }
    }
}
