using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>The transpositions of <see cref="PanelTranspose"/> in 128-bit registers, 4 features of 4 samples at a time.</summary>
internal static unsafe class PanelTranspose128
{
    /// <summary>Features of a block.</summary>
    public const int Side = 4;

    private const int Samples = PanelTile.Samples;

    /// <param name="source">The first sample.</param>
    /// <param name="rows">Where the others start.</param>
    /// <param name="blocks">Blocks of features.</param>
    /// <param name="stretch">Blocks to take of 4 samples before the next 4.</param>
    /// <param name="columns">Samples.</param>
    /// <param name="target">The panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Load(float* source, nint* rows, int blocks, int stretch, int columns, float* target)
    {
        for (int width; blocks > 0; blocks -= width, source += width * Side, target += width * Side * Samples)
        {
            width = Math.Min(blocks, stretch);
            for (var sample = 0; sample < columns; sample += Side)
            {
                float* x = source, y = target + sample;
                for (var block = 0; block < width; block++, x += Side, y += Side * Samples)
                {
                    var (a, b) = (*(Vector128<float>*)(x + rows[sample]), *(Vector128<float>*)(x + rows[sample + 1]));
                    var (c, d) = (*(Vector128<float>*)(x + rows[sample + 2]), *(Vector128<float>*)(x + rows[sample + 3]));
                    Portable128.Transpose(ref a, ref b, ref c, ref d);
                    *(Vector128<float>*)y = a;
                    *(Vector128<float>*)(y + Samples) = b;
                    *(Vector128<float>*)(y + (2 * Samples)) = c;
                    *(Vector128<float>*)(y + (3 * Samples)) = d;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(float* source, int blocks, int stretch, int columns, float* target, nint* rows)
    {
        for (int width; blocks > 0; blocks -= width, source += width * Side * Samples, target += width * Side)
        {
            width = Math.Min(blocks, stretch);
            for (var sample = (columns - 1) / Side * Side; sample >= 0; sample -= Side)
            {
                float* x = source + sample, y = target;
                for (var block = 0; block < width; block++, x += Side * Samples, y += Side)
                {
                    var (a, b) = (*(Vector128<float>*)x, *(Vector128<float>*)(x + Samples));
                    var (c, d) = (*(Vector128<float>*)(x + (2 * Samples)), *(Vector128<float>*)(x + (3 * Samples)));
                    Portable128.Transpose(ref a, ref b, ref c, ref d);

                    // From the last row on: what lanes past the last sample hold goes where that sample's own values come after.
                    *(Vector128<float>*)(y + rows[sample + 3]) = d;
                    *(Vector128<float>*)(y + rows[sample + 2]) = c;
                    *(Vector128<float>*)(y + rows[sample + 1]) = b;
                    *(Vector128<float>*)(y + rows[sample]) = a;
                }
            }
        }
    }
}
