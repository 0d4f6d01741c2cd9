namespace NetSpec.Runtime.Cpu;

/// <summary>The vector width kernels run at. The best one of the machine is chosen once; tests choose others.</summary>
public enum SimdLevel
{
    /// <summary>No vector instructions.</summary>
    Scalar,

    /// <summary>
    /// 128-bit vectors (SSE4, NEON, SIMD of WebAssembly). Multiply-adds are fused where the processor has FMA or NEON; elsewhere their products
    /// are rounded too, as without vectors.
    /// </summary>
    Vector128,

    /// <summary>256-bit vectors (AVX2 and FMA).</summary>
    Vector256,

    /// <summary>512-bit vectors (AVX-512F).</summary>
    Vector512,
}
