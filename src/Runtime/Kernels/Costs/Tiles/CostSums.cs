using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetSpec.Runtime.Kernels.Costs.Tiles;

/// <summary>How tiles leave their sums: the first band of pixels stores, the others add.</summary>
internal static unsafe class CostSums
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector512<float> sum, bool add) =>
        *(Vector512<float>*)target = add ? *(Vector512<float>*)target + sum : sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector256<float> sum, bool add) =>
        *(Vector256<float>*)target = add ? *(Vector256<float>*)target + sum : sum;
}
