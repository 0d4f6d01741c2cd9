using System;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>The memory in which a thread keeps what lies between two layers that one kernel computes.</summary>
internal static class ThreadMemory
{
    /// <summary>
    /// The most floats of it that are filled at a time: 256 KiB. The compiler's model of such kernels has the same number; a test compares the two.
    /// </summary>
    public const int MostFloats = 64 << 10;

    /// <summary>The floats of it that are filled at a time: fewer where a panel of weights would not have room beside them in a second-level cache.</summary>
    public static int Floats { get; } = Math.Min(MostFloats, Caches.Second / 2 / sizeof(float));
}
