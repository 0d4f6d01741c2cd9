using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>x / 6 + 1/2 from 0 to 1. NaN stays NaN.</summary>
    public static PlaceFunction HardSigmoid => Of<HardSigmoidFunction>();

    private readonly struct HardSigmoidFunction : IPlaceFunction
    {
        public static bool KeepsZero => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes> =>
                TLanes.Min(TLanes.All(1), TLanes.Max(TLanes.All(0), TLanes.MultiplyAdd(x, TLanes.All(1f / 6), TLanes.All(0.5f))));
    }
}
