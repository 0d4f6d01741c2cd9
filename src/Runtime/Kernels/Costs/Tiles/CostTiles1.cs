using System.Runtime.CompilerServices;

namespace NetSpec.Runtime.Kernels.Costs.Tiles;

/// <summary>The gradient tile without vectors: one lane of input, four channels at a time.</summary>
internal readonly unsafe struct CostTiles1 : ICostTiles
{
    public static int Half => 1;

    public static int Blocks => 1;

    public static delegate*<CostTile*, void> Kernel(int first, int second, int blocks) => second > 0 ? &Two : &One;

    private static void Two(CostTile* tile)
    {
        One(tile);
        var second = *tile;
        second.Input += tile->InHalf;
        second.Sums += tile->SumStep;
        One(&second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(CostTile* tile)
    {
        for (var lane = 0; lane < Map.Lanes; lane += 4)
        {
            float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
            for (var r = 0; r < tile->Rows; r++)
            {
                var x = tile->Input + (r * tile->InRow);
                var g = tile->Gradient + (r * tile->GradientRow) + lane;
                for (var pixels = tile->Pixels; pixels > 0; pixels--)
                {
                    s0 += *x * g[0];
                    s1 += *x * g[1];
                    s2 += *x * g[2];
                    s3 += *x * g[3];
                    x += tile->InPixel;
                    g += Map.Lanes;
                }
            }

            var sums = tile->Sums + lane;
            sums[0] = tile->Adds ? sums[0] + s0 : s0;
            sums[1] = tile->Adds ? sums[1] + s1 : s1;
            sums[2] = tile->Adds ? sums[2] + s2 : s2;
            sums[3] = tile->Adds ? sums[3] + s3 : s3;
        }
    }
}
