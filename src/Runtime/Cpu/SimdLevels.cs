using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Cpu;

/// <summary>What this machine offers.</summary>
public static class SimdLevels
{
    /// <summary>The widest level of this machine.</summary>
    public static SimdLevel Best =>
        IsSupported(SimdLevel.Vector512) ? SimdLevel.Vector512
        : IsSupported(SimdLevel.Vector256) ? SimdLevel.Vector256
        : IsSupported(SimdLevel.Vector128) ? SimdLevel.Vector128
        : SimdLevel.Scalar;

    /// <summary>Whether kernels can run at a level on this machine.</summary>
    public static bool IsSupported(SimdLevel level) => level switch
    {
        SimdLevel.Scalar => true,
        SimdLevel.Vector128 => Vector128.IsHardwareAccelerated,
        SimdLevel.Vector256 => Avx2.IsSupported && Fma.IsSupported && IsSupported(SimdLevel.Vector128),
        SimdLevel.Vector512 => Vector512.IsHardwareAccelerated && Avx512F.IsSupported && IsSupported(SimdLevel.Vector256),
        _ => false,
    };
}
