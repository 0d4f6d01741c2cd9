using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>x tanh(ln(1 + exp(x))), within 2^-20 of the value and 2^-119. NaN stays NaN.</summary>
    public static PlaceFunction Mish => Of<MishFunction>();

    private readonly struct MishFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes>
        {
            // The hyperbolic tangent is n / (n + 2) with n = t (t + 2), t = exp(x); above 40 it is 1, below -90 the product is nothing.
            var two = TLanes.All(2);
            var t = LaneMath.Exp(TLanes.Min(TLanes.All(40), x));
            var n = TLanes.Multiply(t, TLanes.Add(t, two));
            return TLanes.Multiply(TLanes.Max(TLanes.All(-90), x), TLanes.Divide(n, TLanes.Add(n, two)));
        }
    }
}
