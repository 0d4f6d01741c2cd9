using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>x Φ(x) with the normal distribution Φ, within 2^-18 of the value and 2^-30; ∞ at ∞, 0 at -∞. NaN stays NaN.</summary>
    public static PlaceFunction Gelu => Of<GeluFunction>();

    private readonly struct GeluFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes>
        {
            // max(0, x) - |x| Q(|x|) with the upper tail Q, which no cancellation spoils.
            var size = TLanes.Max(TLanes.Multiply(x, TLanes.All(-1)), x);

            // The tail of 40 is nothing, and that of infinity 0, which infinity is not to be multiplied with.
            var below = TLanes.Multiply(TLanes.Min(TLanes.All(40), size), TLanes.All(-1));
            return TLanes.MultiplyAdd(below, LaneMath.NormalTail(size), TLanes.Max(TLanes.All(0), x));
        }
    }
}
