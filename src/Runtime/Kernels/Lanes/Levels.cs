using System.Runtime.Intrinsics;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>
/// Which code runs at a <see cref="SimdLevel"/>: the one place where kernels choose. A level has the instructions of those below
/// it, so one that has no code of its own for a kernel runs that of the next lower one, and a new level is an entry here.
/// </summary>
/// <remarks>Kernels choose before they run and hand the choice to their threads; no inner loop asks.</remarks>
internal static unsafe class Levels
{
    /// <summary>The body of a kernel that is generic over its lanes.</summary>
    public static delegate*<void*, int, void> Body<TKernel>(SimdLevel level)
        where TKernel : struct, ILaneKernel => level switch
        {
            >= SimdLevel.Vector512 => TKernel.Body<Lanes512>(),
            >= SimdLevel.Vector256 => TKernel.Body<Lanes256>(),
            >= SimdLevel.Vector128 => TKernel.Body<Lanes128>(),
            _ => TKernel.Body<Lanes1>(),
        };

    /// <summary>The body of a kernel whose register tiles are generic over the vector width.</summary>
    public static delegate*<void*, int, void> Tiles<TKernel>(SimdLevel level)
        where TKernel : struct, ITileKernel => level switch
        {
            >= SimdLevel.Vector512 => TKernel.Body<Lanes512, Width512, Vector512<float>>(),
            >= SimdLevel.Vector256 => TKernel.Body<Lanes256, Width256, Vector256<float>>(),
            >= SimdLevel.Vector128 when Portable128.Has32Registers => TKernel.Body<Lanes128, Width128<N7>, Vector128<float>>(),
            >= SimdLevel.Vector128 => TKernel.Body<Lanes128, Width128<N3>, Vector128<float>>(),
            _ => TKernel.Body<Lanes1, Width1, float>(),
        };

    /// <summary>Whether a level has vectors.</summary>
    public static bool Has128(SimdLevel level) => level >= SimdLevel.Vector128;

    /// <summary>Whether a level has 256-bit vectors with fused multiply-adds (AVX2 and FMA).</summary>
    public static bool Has256(SimdLevel level) => level >= SimdLevel.Vector256;

    /// <summary>Whether a level has 512-bit vectors (AVX-512F).</summary>
    public static bool Has512(SimdLevel level) => level >= SimdLevel.Vector512;
}
