using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>x where it is above 0, alpha · (exp(x) - 1) elsewhere, within 2^-20 of the value. NaN stays NaN.</summary>
    public static PlaceFunction Elu(float alpha) => Of<EluFunction>(alpha);

    private readonly struct EluFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes>
        {
            var below = LaneMath.ExpMinusOne(TLanes.Min(TLanes.All(0), x));
            return TLanes.MultiplyAdd(first, below, TLanes.Max(TLanes.All(0), x));
        }
    }
}
