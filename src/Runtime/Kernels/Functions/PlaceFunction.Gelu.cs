using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>x Φ(x) with the normal distribution Φ, within 2^-18 of the value and 2^-30. NaN stays NaN.</summary>
    public static PlaceFunction Gelu => Of<GeluFunction>();

    private readonly struct GeluFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes>
        {
            // max(0, x) - |x| Q(|x|) with the upper tail Q, which no cancellation spoils.
            var size = TLanes.Max(TLanes.Multiply(x, TLanes.All(-1)), x);
            return TLanes.MultiplyAdd(TLanes.Multiply(size, TLanes.All(-1)), LaneMath.NormalTail(size), TLanes.Max(TLanes.All(0), x));
        }
    }
}
