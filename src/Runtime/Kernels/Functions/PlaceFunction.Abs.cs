using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>|x|, of −0 too: 0. NaN stays NaN.</summary>
    public static PlaceFunction Abs => Of<AbsFunction>();

    private readonly struct AbsFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        // The larger of 0 and −0 may be −0, which 0 makes 0.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes> => TLanes.Add(TLanes.Max(TLanes.Multiply(x, TLanes.All(-1)), x), TLanes.All(0));
    }
}
