namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>Distances and places of scratch memory that vectors and cache sets get along with.</summary>
internal static unsafe class WinogradMemory
{
    /// <summary>The first cache line that begins in the 16 floats from a pointer on.</summary>
    public static float* Align(float* memory) => (float*)(((nint)memory + 63) & ~63);

    /// <summary>At least so many floats, an odd number of cache lines: rows that far apart do not compete for cache sets.</summary>
    public static nint Odd(nint floats) => (((floats + Map.Lanes - 1) / Map.Lanes) | 1) * Map.Lanes;
}
