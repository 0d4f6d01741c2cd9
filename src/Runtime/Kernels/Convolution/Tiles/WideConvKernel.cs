using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>
/// Computes tiles of up to three pixels of a convolution, side by side, with four vectors of channels each: for 16 registers, where it reads the weights of a
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
    private const int Unrolled = 4, Line = 64;

    private static int TileLanes => WideRows<TWidth, TVector, TPixels>.Vectors * TWidth.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ConvJob* job, ConvTile* tile)
    {
        // A constant where it can be: addresses then need no instruction of their own.
        var weightStep = TileLanes == 2 * Map.Lanes ? 2 * Map.Lanes : tile->WeightStep;
        nint second = tile->InPlaces.Second, third = tile->InPlaces.Third;
        var places = new RowPlaces(second, third);
        var length = tile->Length;
        var ahead = tile->Ahead;
        float* input = tile->Input, output = tile->Output, residual = tile->Residual;
        for (var tiles = tile->Tiles; tiles > 0; tiles--)
        {
            WideRows<TWidth, TVector, TPixels> sums = default;
            sums.Start(tile->Shift);
            if (residual != null)
            {
                sums.Add(residual, tile->ResidualPlaces, Pair(tile->ResidualBlock));
                residual += TPixels.Value * tile->ResidualPixel;
            }

            var weights = tile->Weights;
            var block0 = input;
            for (var blocks = tile->Blocks; blocks > 0; blocks--, block0 += job->InBlock)
            {
                var row0 = block0;
                for (var rows = tile->KernelRows; rows > 0; rows--, row0 += job->InTapRow)
                {
                    var segment0 = row0;
                    for (var segments = job->Segments; segments > 0; segments--, segment0 += job->InTap)
                    {
                        // Where two threads share what a core decodes, each instruction counts.
                        var x = segment0;
                        for (var end = segment0 + length - Unrolled; x <= end; x += Unrolled)
                        {
                            sums.MultiplyAdd(weights, 0, x, 0, places);
                            sums.MultiplyAdd(weights, weightStep, x, 1, places);
                            sums.MultiplyAdd(weights, 2 * weightStep, x, 2, places);
                            sums.MultiplyAdd(weights, 3 * weightStep, x, 3, places);
                            weights += Unrolled * weightStep;
                        }

                        for (var end = segment0 + length; x < end; x++)
                        {
                            sums.MultiplyAdd(weights, 0, x, 0, places);
                            weights += weightStep;
                        }

                        var next = ahead + (length * tile->AheadStep);
                        for (; ahead < next; ahead += Line)
                        {
                            TWidth.Prefetch(ahead);
                        }

                        ahead = next;
                    }
                }
            }

            sums.Store(TWidth.All(tile->Floor), output, tile->OutPlaces, Pair(job->OutBlock));
            input += TPixels.Value * job->InPixel;
            output += TPixels.Value * job->OutPixel;
        }

        tile->Ahead = ahead;
    }

    /// <summary>The second pair of vectors lies in the next block, unless a block has room for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Pair(nint block) => 2 * TWidth.Lanes < Map.Lanes ? 2 * TWidth.Lanes : block;
}
