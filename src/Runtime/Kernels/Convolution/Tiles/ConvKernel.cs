using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>Computes a tile of a convolution: pixels are its rows, channels their vectors.</summary>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
/// <typeparam name="TFirst">Pixels of the first half.</typeparam>
/// <typeparam name="TSecond">Pixels of the second half.</typeparam>
/// <typeparam name="TVectors">Vectors of channels.</typeparam>
internal static unsafe class ConvKernel<TWidth, TVector, TFirst, TSecond, TVectors>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
    where TFirst : struct, ICount
    where TSecond : struct, ICount
    where TVectors : struct, ICount
{
    private const int Unrolled = 2;

    // Where two threads share what a core decodes, each instruction counts; tiles for 32 registers have many for each step as it is.
    private static bool Unrolls => TWidth.Half < SumRows<TWidth, TVector, TFirst, TVectors>.Most;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ConvJob* job, ConvTile* tile)
    {
        var weights = tile->Weights;
        SumRows<TWidth, TVector, TFirst, TVectors> p = default;
        SumRows<TWidth, TVector, TSecond, TVectors> q = default;
        var low = *(TVector*)tile->Shift;
        var high = TVectors.Value > 1 ? *(TVector*)(tile->Shift + TWidth.Lanes) : low;
        p.Start(low, high);
        q.Start(low, high);
        if (tile->Residual != null)
        {
            // The second vector lies in the next block, unless a block has room for both.
            nint second = TWidth.Lanes < Map.Lanes ? TWidth.Lanes : tile->ResidualBlock;
            p.Add(tile->Residual, tile->ResidualPixel, second);
            q.Add(tile->Residual + tile->ResidualHalf, tile->ResidualPixel, second);
        }

        var steps = new RowSteps(job->InPixel);
        var weightStep = tile->WeightStep;
        var ahead = tile->Ahead;
        var aheadStep = tile->AheadStep;
        var block0 = tile->Input;
        for (var blocks = tile->Blocks; blocks > 0; blocks--, block0 += job->InBlock)
        {
            var row0 = block0;
            for (var rows = tile->KernelRows; rows > 0; rows--, row0 += job->InTapRow)
            {
                var segment0 = row0;
                for (var segments = job->Segments; segments > 0; segments--, segment0 += job->InTap)
                {
                    var x = segment0;
                    var y = segment0 + tile->InHalf;
                    var length = tile->Length;
                    for (; Unrolls && length >= Unrolled; length -= Unrolled)
                    {
                        low = *(TVector*)weights;
                        high = TVectors.Value > 1 ? *(TVector*)(weights + TWidth.Lanes) : low;
                        p.MultiplyAdd(low, high, x, 0, steps);
                        q.MultiplyAdd(low, high, y, 0, steps);
                        low = *(TVector*)(weights + weightStep);
                        high = TVectors.Value > 1 ? *(TVector*)(weights + (weightStep + TWidth.Lanes)) : low;
                        p.MultiplyAdd(low, high, x, 1, steps);
                        q.MultiplyAdd(low, high, y, 1, steps);
                        x += Unrolled;
                        y += Unrolled;
                        weights += Unrolled * weightStep;
                        TWidth.Prefetch(ahead);
                        ahead += Unrolled * aheadStep;
                    }

                    for (; length > 0; length--)
                    {
                        low = *(TVector*)weights;
                        high = TVectors.Value > 1 ? *(TVector*)(weights + TWidth.Lanes) : low;
                        p.MultiplyAdd(low, high, x, steps);
                        q.MultiplyAdd(low, high, y, steps);
                        x++;
                        y++;
                        weights += weightStep;
                        TWidth.Prefetch(ahead);
                        ahead += aheadStep;
                    }
                }
            }
        }

        tile->Ahead = ahead;
        var floor = TWidth.All(tile->Floor);
        nint behind = TWidth.Lanes < Map.Lanes ? TWidth.Lanes : job->OutBlock;
        p.Store(floor, tile->Output, job->OutPixel, behind);
        q.Store(floor, tile->Output + tile->OutHalf, job->OutPixel, behind);
    }
}
