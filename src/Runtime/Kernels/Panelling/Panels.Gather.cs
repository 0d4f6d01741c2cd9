using System.Runtime.CompilerServices;

namespace NetSpec.Runtime.Kernels.Panelling;

public static unsafe partial class Panels
{
    /// <summary>Copies 32 neighbouring floats of each row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Gather(float* source, nint sourceRow, float* target, int rows)
    {
        for (; rows > 0; rows--)
        {
            Unsafe.CopyBlockUnaligned(target, source, Samples * sizeof(float));
            source += sourceRow;
            target += Samples;
        }
    }
}
