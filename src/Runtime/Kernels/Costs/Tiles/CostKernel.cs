using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Costs.Tiles;

/// <summary>Computes a tile of sums of gradients times inputs: lanes of the input are its rows, channels of the gradient their vectors.</summary>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
/// <typeparam name="TFirst">Lanes of the first half.</typeparam>
/// <typeparam name="TSecond">Lanes of the second half.</typeparam>
/// <typeparam name="TVectors">Vectors of channels.</typeparam>
internal static unsafe class CostKernel<TWidth, TVector, TFirst, TSecond, TVectors>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
    where TFirst : struct, ICount
    where TSecond : struct, ICount
    where TVectors : struct, ICount
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(CostTile* tile)
    {
        SumRows<TWidth, TVector, TFirst, TVectors> p = default;
        SumRows<TWidth, TVector, TSecond, TVectors> q = default;
        var row0 = tile->Input;
        var gradients0 = tile->Gradient;
        nint half = tile->InHalf, step = tile->InPixel;

        // The second vector lies in the next block, unless a block has room for both.
        nint second = TWidth.Lanes < Map.Lanes ? TWidth.Lanes : tile->GradientBlock;
        for (var rows = tile->Rows; rows > 0; rows--, row0 += tile->InRow, gradients0 += tile->GradientRow)
        {
            var x = row0;
            var y = row0 + half;
            var gradients = gradients0;
            for (var pixels = tile->Pixels; pixels > 0; pixels--)
            {
                var low = *(TVector*)gradients;
                var high = TVectors.Value > 1 ? *(TVector*)(gradients + second) : low;
                p.MultiplyAdd(low, high, x);
                q.MultiplyAdd(low, high, y);
                x += step;
                y += step;
                gradients += Map.Lanes;
            }
        }

        var sums = tile->Sums;
        var sumStep = tile->SumStep;
        if (tile->Adds)
        {
            p.Add(sums, sumStep, TWidth.Lanes);
            q.Add(sums + (TFirst.Value * sumStep), sumStep, TWidth.Lanes);
        }

        p.Store(sums, sumStep, TWidth.Lanes);
        q.Store(sums + (TFirst.Value * sumStep), sumStep, TWidth.Lanes);
    }
}
