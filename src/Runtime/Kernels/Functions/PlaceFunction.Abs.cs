using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>|x|. NaN stays NaN.</summary>
    public static PlaceFunction Abs => Of<AbsFunction>();

    private readonly struct AbsFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes> => TLanes.Max(TLanes.Multiply(x, TLanes.All(-1)), x);
    }
}
