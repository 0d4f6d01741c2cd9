using System;

namespace NetSpec.Runtime.Kernels.Panelling;

public static unsafe partial class Panels
{
    /// <summary>Samples that a workspace should have room for: a panel for each thread that gets one; 0 when panels do not suit.</summary>
    internal static int Room(int batch, int threads, int sampleSize)
    {
        var panels = Math.Min(Math.Max(1, threads), ((long)batch + Samples - 1) / Samples);
        return batch < MinBatch || sampleSize > int.MaxValue / Samples ? 0 : (int)Math.Min(int.MaxValue, panels * Samples);
    }
}
