using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>Computes a <see cref="PanelTile"/> whose rows have a sum each in registers, samples being their vectors.</summary>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
/// <typeparam name="TFirst">Rows of the first half: all that it has room for, unless there is no second.</typeparam>
/// <typeparam name="TSecond">Rows of the second half.</typeparam>
/// <typeparam name="TVectors">Vectors of samples.</typeparam>
internal static unsafe class PanelKernel<TWidth, TVector, TFirst, TSecond, TVectors>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
    where TFirst : struct, ICount
    where TSecond : struct, ICount
    where TVectors : struct, ICount
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(PanelTile* tile)
    {
        var weights = tile->Weights;
        nint weightStep = tile->WeightStep, xStep = tile->InputStep;
        var ahead = tile->Ahead;
        var streams = tile->Streams;
        nint step0 = tile->AheadStep0, step1 = tile->AheadStep1, step2 = tile->AheadStep2, step3 = tile->AheadStep3;
        var floor = TWidth.All(tile->Floor);
        nint length = tile->Length, shiftStep = tile->ShiftStep, residualStep = tile->ResidualStep, yStep = tile->OutputStep, yCopy = tile->OutputCopy;
        float* x0 = tile->Input, y0 = tile->Output, shift0 = tile->Shift, residual0 = tile->Residual;
        for (var blocks = tile->Blocks; blocks > 0; blocks--)
        {
            float* xCopied = x0, yCopied = y0, shiftCopied = shift0, residualCopied = residual0;
            for (var copies = tile->Copies; copies > 0; copies--)
            {
                SumRows<TWidth, TVector, TFirst, TVectors> p = default;
                SumRows<TWidth, TVector, TSecond, TVectors> q = default;
                if (shift0 != null)
                {
                    p.Start(shiftCopied, shiftStep);
                    q.Start(shiftCopied + (TFirst.Value * shiftStep), shiftStep);
                    shiftCopied++;
                }

                if (residual0 != null)
                {
                    p.Add(residualCopied, residualStep, TWidth.Lanes);
                    q.Add(residualCopied + (TFirst.Value * residualStep), residualStep, TWidth.Lanes);
                    residualCopied += PanelTile.Samples;
                }

                var x = xCopied;
                xCopied += PanelTile.Samples;
                for (var columns = length; columns > 0; columns--)
                {
                    var left = *(TVector*)x;
                    var right = TVectors.Value > 1 ? *(TVector*)(x + TWidth.Lanes) : left;
                    p.MultiplyAdd(left, right, weights);
                    q.MultiplyAdd(left, right, weights + TFirst.Value);
                    TWidth.Prefetch(ahead);
                    ahead += step0;
                    (step0, step1, step2, step3) = (step1, step2, step3, step0);
                    x += xStep;
                    weights += weightStep;
                }

                weights += tile->WeightSkip;
                if (streams)
                {
                    p.StorePastCaches(floor, yCopied, yStep, TWidth.Lanes);
                    q.StorePastCaches(floor, yCopied + (TFirst.Value * yStep), yStep, TWidth.Lanes);
                }
                else
                {
                    p.Store(floor, yCopied, yStep, TWidth.Lanes);
                    q.Store(floor, yCopied + (TFirst.Value * yStep), yStep, TWidth.Lanes);
                }

                yCopied += yCopy;
            }

            x0 += tile->InputBlock;
            y0 += tile->OutputBlock;
            shift0 += shift0 == null ? 0 : tile->ShiftBlock;
            residual0 += residual0 == null ? 0 : tile->ResidualBlock;
        }

        tile->Ahead = ahead;
    }
}
