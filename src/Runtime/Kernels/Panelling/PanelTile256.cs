using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>
/// Up to 6 rows x 16 samples in 256-bit registers: 12 sums, two vectors of inputs and one broadcast weight. p are the
/// sums of the first 8 samples, q those of the others. Sums are locals, one by one: the JIT keeps those in registers,
/// and an array of them in memory.
/// </summary>
/// <typeparam name="TRows">Rows.</typeparam>
internal static unsafe class PanelTile256<TRows>
    where TRows : struct, ICount
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(PanelTile* tile)
    {
        var weights = tile->Weights;
        nint weightStep = tile->WeightStep, xStep = tile->InputStep;
        var ahead = tile->Ahead;
        var streams = tile->Streams;
        nint step0 = tile->AheadStep0, step1 = tile->AheadStep1, step2 = tile->AheadStep2, step3 = tile->AheadStep3;
        var floor = Vector256.Create(tile->Floor);
        nint length = tile->Length, shiftStep = tile->ShiftStep, residualStep = tile->ResidualStep, yStep = tile->OutputStep, yCopy = tile->OutputCopy;
        float* x0 = tile->Input, y0 = tile->Output, shift0 = tile->Shift, residual0 = tile->Residual;
        for (var blocks = tile->Blocks; blocks > 0; blocks--)
        {
            float* xCopied = x0, yCopied = y0, shiftCopied = shift0, residualCopied = residual0;
            for (var copies = tile->Copies; copies > 0; copies--)
            {
                Vector256<float> p0 = default, p1 = default, p2 = default, p3 = default, p4 = default, p5 = default;
                Vector256<float> q0 = default, q1 = default, q2 = default, q3 = default, q4 = default, q5 = default;
                if (shift0 != null)
                {
                    var shift = shiftCopied++;
                    p0 = q0 = Vector256.Create(*shift);

                    if (TRows.Value > 1)
                    {
                        shift += shiftStep;
                        p1 = q1 = Vector256.Create(*shift);
                    }

                    if (TRows.Value > 2)
                    {
                        shift += shiftStep;
                        p2 = q2 = Vector256.Create(*shift);
                    }

                    if (TRows.Value > 3)
                    {
                        shift += shiftStep;
                        p3 = q3 = Vector256.Create(*shift);
                    }

                    if (TRows.Value > 4)
                    {
                        shift += shiftStep;
                        p4 = q4 = Vector256.Create(*shift);
                    }

                    if (TRows.Value > 5)
                    {
                        shift += shiftStep;
                        p5 = q5 = Vector256.Create(*shift);
                    }
                }

                if (residual0 != null)
                {
                    var residual = residualCopied;
                    residualCopied += PanelTile.Samples;
                    p0 = Avx.Add(p0, *(Vector256<float>*)residual);
                    q0 = Avx.Add(q0, *(Vector256<float>*)(residual + 8));

                    if (TRows.Value > 1)
                    {
                        residual += residualStep;
                        p1 = Avx.Add(p1, *(Vector256<float>*)residual);
                        q1 = Avx.Add(q1, *(Vector256<float>*)(residual + 8));
                    }

                    if (TRows.Value > 2)
                    {
                        residual += residualStep;
                        p2 = Avx.Add(p2, *(Vector256<float>*)residual);
                        q2 = Avx.Add(q2, *(Vector256<float>*)(residual + 8));
                    }

                    if (TRows.Value > 3)
                    {
                        residual += residualStep;
                        p3 = Avx.Add(p3, *(Vector256<float>*)residual);
                        q3 = Avx.Add(q3, *(Vector256<float>*)(residual + 8));
                    }

                    if (TRows.Value > 4)
                    {
                        residual += residualStep;
                        p4 = Avx.Add(p4, *(Vector256<float>*)residual);
                        q4 = Avx.Add(q4, *(Vector256<float>*)(residual + 8));
                    }

                    if (TRows.Value > 5)
                    {
                        residual += residualStep;
                        p5 = Avx.Add(p5, *(Vector256<float>*)residual);
                        q5 = Avx.Add(q5, *(Vector256<float>*)(residual + 8));
                    }
                }

                var x = xCopied;
                xCopied += PanelTile.Samples;
                for (var columns = length; columns > 0; columns--)
                {
                    var left = *(Vector256<float>*)x;
                    var right = *(Vector256<float>*)(x + 8);
                    var w0 = Vector256.Create(*weights);
                    p0 = Fma.MultiplyAdd(w0, left, p0);
                    q0 = Fma.MultiplyAdd(w0, right, q0);

                    if (TRows.Value > 1)
                    {
                        var w = Vector256.Create(weights[1]);
                        p1 = Fma.MultiplyAdd(w, left, p1);
                        q1 = Fma.MultiplyAdd(w, right, q1);
                    }

                    if (TRows.Value > 2)
                    {
                        var w = Vector256.Create(weights[2]);
                        p2 = Fma.MultiplyAdd(w, left, p2);
                        q2 = Fma.MultiplyAdd(w, right, q2);
                    }

                    if (TRows.Value > 3)
                    {
                        var w = Vector256.Create(weights[3]);
                        p3 = Fma.MultiplyAdd(w, left, p3);
                        q3 = Fma.MultiplyAdd(w, right, q3);
                    }

                    if (TRows.Value > 4)
                    {
                        var w = Vector256.Create(weights[4]);
                        p4 = Fma.MultiplyAdd(w, left, p4);
                        q4 = Fma.MultiplyAdd(w, right, q4);
                    }

                    if (TRows.Value > 5)
                    {
                        var w = Vector256.Create(weights[5]);
                        p5 = Fma.MultiplyAdd(w, left, p5);
                        q5 = Fma.MultiplyAdd(w, right, q5);
                    }

                    Sse.Prefetch1(ahead);
                    ahead += step0;
                    (step0, step1, step2, step3) = (step1, step2, step3, step0);
                    x += xStep;
                    weights += weightStep;
                }

                var y = yCopied;
                yCopied += yCopy;
                if (streams)
                {
                    Avx.Max(floor, p0).StoreAlignedNonTemporal(y);
                    Avx.Max(floor, q0).StoreAlignedNonTemporal(y + 8);

                    if (TRows.Value > 1)
                    {
                        y += yStep;
                        Avx.Max(floor, p1).StoreAlignedNonTemporal(y);
                        Avx.Max(floor, q1).StoreAlignedNonTemporal(y + 8);
                    }

                    if (TRows.Value > 2)
                    {
                        y += yStep;
                        Avx.Max(floor, p2).StoreAlignedNonTemporal(y);
                        Avx.Max(floor, q2).StoreAlignedNonTemporal(y + 8);
                    }

                    if (TRows.Value > 3)
                    {
                        y += yStep;
                        Avx.Max(floor, p3).StoreAlignedNonTemporal(y);
                        Avx.Max(floor, q3).StoreAlignedNonTemporal(y + 8);
                    }

                    if (TRows.Value > 4)
                    {
                        y += yStep;
                        Avx.Max(floor, p4).StoreAlignedNonTemporal(y);
                        Avx.Max(floor, q4).StoreAlignedNonTemporal(y + 8);
                    }

                    if (TRows.Value > 5)
                    {
                        y += yStep;
                        Avx.Max(floor, p5).StoreAlignedNonTemporal(y);
                        Avx.Max(floor, q5).StoreAlignedNonTemporal(y + 8);
                    }
                }
                else
                {
                    *(Vector256<float>*)y = Avx.Max(floor, p0);
                    *(Vector256<float>*)(y + 8) = Avx.Max(floor, q0);

                    if (TRows.Value > 1)
                    {
                        y += yStep;
                        *(Vector256<float>*)y = Avx.Max(floor, p1);
                        *(Vector256<float>*)(y + 8) = Avx.Max(floor, q1);
                    }

                    if (TRows.Value > 2)
                    {
                        y += yStep;
                        *(Vector256<float>*)y = Avx.Max(floor, p2);
                        *(Vector256<float>*)(y + 8) = Avx.Max(floor, q2);
                    }

                    if (TRows.Value > 3)
                    {
                        y += yStep;
                        *(Vector256<float>*)y = Avx.Max(floor, p3);
                        *(Vector256<float>*)(y + 8) = Avx.Max(floor, q3);
                    }

                    if (TRows.Value > 4)
                    {
                        y += yStep;
                        *(Vector256<float>*)y = Avx.Max(floor, p4);
                        *(Vector256<float>*)(y + 8) = Avx.Max(floor, q4);
                    }

                    if (TRows.Value > 5)
                    {
                        y += yStep;
                        *(Vector256<float>*)y = Avx.Max(floor, p5);
                        *(Vector256<float>*)(y + 8) = Avx.Max(floor, q5);
                    }
                }
            }

            x0 += tile->InputBlock;
            y0 += tile->OutputBlock;
            shift0 += shift0 == null ? 0 : tile->ShiftBlock;
            residual0 += residual0 == null ? 0 : tile->ResidualBlock;
        }

        tile->Ahead = ahead;
    }
}
