using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>
/// Computes rows of a <see cref="PanelTile"/>, up to three at a time, for four vectors of samples: for 16 registers. Sums are those of
/// <see cref="PanelKernel{TWidth,TVector,TFirst,TSecond,TVectors}"/>, in their order.
/// </summary>
/// <remarks>It fetches ahead once a slice: to say with every column which line is next cost a fifth of the time.</remarks>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
/// <typeparam name="TRows">Rows.</typeparam>
internal static unsafe class WidePanelKernel<TWidth, TVector, TRows>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
    where TRows : struct, ICount
{
    private const int Unrolled = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(PanelTile* tile)
    {
        var weights0 = tile->Weights;
        nint length = tile->Length;
        var ahead = tile->Ahead;
        var places = RowPlaces.Every(1);
        RowPlaces outputs = RowPlaces.Every(tile->OutputStep), residuals = RowPlaces.Every(tile->ResidualStep);
        nint pair = 2 * TWidth.Lanes;
        float* x0 = tile->Input, y0 = tile->Output, shift0 = tile->Shift, residual0 = tile->Residual;
        for (var blocks = tile->Blocks; blocks > 0; blocks--)
        {
            for (nint copy = 0; copy < tile->Copies; copy++)
            {
                float* y = y0 + (copy * tile->OutputCopy), weights = weights0;
                float* shift = shift0 == null ? null : shift0 + copy, residual = residual0 == null ? null : residual0 + (copy * PanelTile.Samples);
                for (var slices = tile->Slices; slices > 0; slices--)
                {
                    WideRows<TWidth, TVector, TRows> sums = default;
                    if (shift != null)
                    {
                        sums.Start(shift, tile->ShiftStep);
                        shift += TRows.Value * tile->ShiftStep;
                    }

                    if (residual != null)
                    {
                        sums.Add(residual, residuals, pair);
                        residual += TRows.Value * tile->ResidualStep;
                    }

                    float* x = x0 + (copy * PanelTile.Samples), w = weights;
                    nint xStep = tile->InputStep, step = tile->WeightStep, left = length;

                    // Where two threads share what a core decodes, each instruction counts.
                    for (; left >= Unrolled; left -= Unrolled)
                    {
                        sums.MultiplyAdd(x, 0, w, 0, places);
                        sums.MultiplyAdd(x, xStep, w, step, places);
                        sums.MultiplyAdd(x, 2 * xStep, w, 2 * step, places);
                        sums.MultiplyAdd(x, 3 * xStep, w, 3 * step, places);
                        x += Unrolled * xStep;
                        w += Unrolled * step;
                    }

                    for (; left > 0; left--)
                    {
                        sums.MultiplyAdd(x, 0, w, 0, places);
                        x += xStep;
                        w += step;
                    }

                    var floor = TWidth.All(tile->Floor);
                    if (tile->Streams)
                        sums.StorePastCaches(floor, y, outputs, pair);
                    else
                        sums.Store(floor, y, outputs, pair);

                    TWidth.Prefetch(ahead);
                    TWidth.Prefetch(ahead + tile->AheadStep0);
                    ahead += tile->AheadStep0 + tile->AheadStep1;
                    y += TRows.Value * tile->OutputStep;
                    weights += TRows.Value;
                }

                weights0 += (length * tile->WeightStep) + tile->WeightSkip;
            }

            x0 += tile->InputBlock;
            y0 += tile->OutputBlock;
            shift0 += shift0 == null ? 0 : tile->ShiftBlock;
            residual0 += residual0 == null ? 0 : tile->ResidualBlock;
        }

        tile->Ahead = ahead;
    }
}
