using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>x / (1 + exp(-x)), within 2^-20 of the value and 2^-120. NaN stays NaN.</summary>
    public static PlaceFunction Silu => Of<SiluFunction>();

    private readonly struct SiluFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes>
        {
            var one = TLanes.All(1);
            // Below -90 it is nothing, but for what the exponential is cut at.
            return TLanes.Divide(TLanes.Max(TLanes.All(-90), x), TLanes.Add(one, LaneMath.Exp(TLanes.Multiply(x, TLanes.All(-1)))));
        }
    }
}
