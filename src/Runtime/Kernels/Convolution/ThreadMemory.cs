namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>The memory in which a thread keeps what lies between two layers that one kernel computes.</summary>
internal static class ThreadMemory
{
    /// <summary>
    /// Floats of it that are filled at a time: 256 KiB, beside which a panel of weights has room in a second-level cache. The compiler's model of
    /// such kernels has the same number; a test compares the two.
    /// </summary>
    public const int MostFloats = 64 << 10;
}
