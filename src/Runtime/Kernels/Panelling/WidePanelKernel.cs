using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>
/// Computes up to three rows of a <see cref="PanelTile"/> for four vectors of samples: for 16 registers. Sums are those of
/// <see cref="PanelKernel{TWidth,TVector,TFirst,TSecond,TVectors}"/>, in their order.
/// </summary>
/// <remarks>
/// It fetches nothing ahead. Cores with 16 registers fetch rows by themselves, and what it takes to say which line is next cost a fifth of the time.
/// </remarks>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
/// <typeparam name="TRows">Rows.</typeparam>
internal static unsafe class WidePanelKernel<TWidth, TVector, TRows>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
    where TRows : struct, ICount
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(PanelTile* tile)
    {
        var weights = tile->Weights;
        nint weightStep = tile->WeightStep, xStep = tile->InputStep;
        var streams = tile->Streams;
        var floor = TWidth.All(tile->Floor);
        nint length = tile->Length, shiftStep = tile->ShiftStep, residualStep = tile->ResidualStep, yStep = tile->OutputStep, yCopy = tile->OutputCopy;
        nint pair = 2 * TWidth.Lanes;
        float* x0 = tile->Input, y0 = tile->Output, shift0 = tile->Shift, residual0 = tile->Residual;
        for (var blocks = tile->Blocks; blocks > 0; blocks--)
        {
            float* xCopied = x0, yCopied = y0, shiftCopied = shift0, residualCopied = residual0;
            for (var copies = tile->Copies; copies > 0; copies--)
            {
                WideRows<TWidth, TVector, TRows> sums = default;
                if (shift0 != null)
                {
                    sums.Start(shiftCopied, shiftStep);
                    shiftCopied++;
                }

                if (residual0 != null)
                {
                    sums.Add(residualCopied, residualStep, pair);
                    residualCopied += PanelTile.Samples;
                }

                var x = xCopied;
                xCopied += PanelTile.Samples;
                for (var columns = length; columns > 0; columns--)
                {
                    sums.MultiplyAdd(x, weights);
                    x += xStep;
                    weights += weightStep;
                }

                if (streams)
                    sums.StorePastCaches(floor, yCopied, yStep, pair);
                else
                    sums.Store(floor, yCopied, yStep, pair);

                yCopied += yCopy;
            }

            x0 += tile->InputBlock;
            y0 += tile->OutputBlock;
            shift0 += shift0 == null ? 0 : tile->ShiftBlock;
            residual0 += residual0 == null ? 0 : tile->ResidualBlock;
        }
    }
}
