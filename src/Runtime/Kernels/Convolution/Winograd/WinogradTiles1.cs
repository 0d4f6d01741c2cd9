using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Convolution.Tiles;

namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>Products without vectors: one or two pixels, four channels at a time.</summary>
internal readonly unsafe struct WinogradTiles1 : IConvTiles
{
    public static int Half => 1;

    public static int Blocks => 1;

    public static delegate*<ConvJob*, ConvTile*, void> Kernel(int first, int second, int blocks) => second > 0 ? &Two : &One;

    private static void One(ConvJob* job, ConvTile* tile) => Pixel(job, tile, tile->Input, tile->Output);

    private static void Two(ConvJob* job, ConvTile* tile)
    {
        Pixel(job, tile, tile->Input, tile->Output);
        Pixel(job, tile, tile->Input + tile->InHalf, tile->Output + tile->OutHalf);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pixel(ConvJob* job, ConvTile* tile, float* input, float* output)
    {
        for (var lane = 0; lane < Map.Lanes; lane += 4)
        {
            var weights = tile->Weights + lane;
            float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
            for (nint i = 0; i < job->Length; i++, weights += tile->WeightStep)
            {
                s0 += input[i] * weights[0];
                s1 += input[i] * weights[1];
                s2 += input[i] * weights[2];
                s3 += input[i] * weights[3];
            }

            output[lane] = s0;
            output[lane + 1] = s1;
            output[lane + 2] = s2;
            output[lane + 3] = s3;
        }
    }
}
