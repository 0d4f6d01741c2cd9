using System.Runtime.CompilerServices;

namespace NetSpec.Runtime.Cpu;

/// <summary>Rows of sums and the weights they belong to.</summary>
internal static unsafe class CostRows
{
    /// <summary>Multiplies so many sums, a multiple of 16, by as many weights.</summary>
    public static void Multiply(SimdLevel simd, float* sums, float* weights, nint count)
    {
        switch (simd)
        {
            case SimdLevel.Vector512:
                Multiply<Lanes512>(sums, weights, count);
                break;
            case SimdLevel.Vector256:
                Multiply<Lanes256>(sums, weights, count);
                break;
            default:
                Multiply<Lanes1>(sums, weights, count);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TLanes>(float* sums, float* weights, nint count)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint i = 0; i < count; i += Map.Lanes)
        {
            TLanes.Multiply(TLanes.Load(sums + i), TLanes.Load(weights + i)).Store(sums + i);
        }
    }
}
