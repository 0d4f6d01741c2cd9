using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>
/// Computes a tile of up to three pixels of a convolution, with four vectors of channels each: for 16 registers, where it reads the weights of a
/// panel in order and loads least. Sums are those of <see cref="ConvKernel{TWidth,TVector,TFirst,TSecond,TVectors}"/>, in their order.
/// </summary>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
/// <typeparam name="TPixels">Pixels.</typeparam>
internal static unsafe class WideConvKernel<TWidth, TVector, TPixels>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
    where TPixels : struct, ICount
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ConvJob* job, ConvTile* tile)
    {
        WideRows<TWidth, TVector, TPixels> sums = default;
        sums.Start(tile->Shift);
        if (tile->Residual != null)
            sums.Add(tile->Residual, tile->ResidualPixel, Pair(tile->ResidualBlock));

        var weights = tile->Weights;
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
                    for (var length = tile->Length; length > 0; length--)
                    {
                        sums.MultiplyAdd(weights, x, steps);
                        x++;
                        weights += weightStep;
                        TWidth.Prefetch(ahead);
                        ahead += aheadStep;
                    }
                }
            }
        }

        tile->Ahead = ahead;
        sums.Store(TWidth.All(tile->Floor), tile->Output, job->OutPixel, Pair(job->OutBlock));
    }

    /// <summary>The second pair of vectors lies in the next block, unless a block has room for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Pair(nint block) => 2 * TWidth.Lanes < Map.Lanes ? 2 * TWidth.Lanes : block;
}
