using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

public readonly unsafe partial struct PlaceFunction
{
    /// <summary>x / 2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), within 2^-16 of the value and 2^-120. NaN stays NaN.</summary>
    public static PlaceFunction GeluTanh => Of<GeluTanhFunction>();

    private readonly struct GeluTanhFunction : IPlaceFunction
    {
        public static bool KeepsZero => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes>
        {
            // x times the sigmoid of twice the argument.
            var cube = TLanes.Multiply(TLanes.Multiply(x, x), x);
            var minusTwice = TLanes.Multiply(TLanes.MultiplyAdd(cube, TLanes.All(0.044715f), x), TLanes.All(-1.5957691216f));
            return TLanes.Divide(TLanes.Max(TLanes.All(-12), x), TLanes.Add(TLanes.All(1), LaneMath.Exp(minusTwice)));
        }
    }
}
