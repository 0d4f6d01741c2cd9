using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>
/// Up to 14 rows x 32 samples in 512-bit registers: 28 sums, two vectors of inputs and one broadcast weight. p are the
/// sums of the first 16 samples, q those of the others. Sums are locals, one by one: the JIT keeps those in registers,
/// and an array of them in memory.
/// </summary>
/// <typeparam name="TRows">Rows.</typeparam>
/// <typeparam name="TSamples">Vectors of 16 samples.</typeparam>
internal static unsafe class PanelTile512<TRows, TSamples>
    where TRows : struct, ICount
    where TSamples : struct, ICount
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(PanelTile* tile)
    {
        var weights = tile->Weights;
        nint weightStep = tile->WeightStep, xStep = tile->InputStep;
        var ahead = tile->Ahead;
        var streams = tile->Streams;
        nint step0 = tile->AheadStep0, step1 = tile->AheadStep1, step2 = tile->AheadStep2, step3 = tile->AheadStep3;
        var floor = Vector512.Create(tile->Floor);
        nint length = tile->Length, shiftStep = tile->ShiftStep, residualStep = tile->ResidualStep, yStep = tile->OutputStep, yCopy = tile->OutputCopy;
        float* x0 = tile->Input, y0 = tile->Output, shift0 = tile->Shift, residual0 = tile->Residual;
        for (var blocks = tile->Blocks; blocks > 0; blocks--)
        {
            float* xCopied = x0, yCopied = y0, shiftCopied = shift0, residualCopied = residual0;
            for (var copies = tile->Copies; copies > 0; copies--)
            {
                Vector512<float> p0 = default, p1 = default, p2 = default, p3 = default, p4 = default, p5 = default, p6 = default;
                Vector512<float> p7 = default, p8 = default, p9 = default, p10 = default, p11 = default, p12 = default, p13 = default;
                Vector512<float> q0 = default, q1 = default, q2 = default, q3 = default, q4 = default, q5 = default, q6 = default;
                Vector512<float> q7 = default, q8 = default, q9 = default, q10 = default, q11 = default, q12 = default, q13 = default;
                if (shift0 != null)
                {
                    var shift = shiftCopied++;
                    p0 = q0 = Vector512.Create(*shift);

                    if (TRows.Value > 1)
                    {
                        shift += shiftStep;
                        p1 = q1 = Vector512.Create(*shift);
                    }

                    if (TRows.Value > 2)
                    {
                        shift += shiftStep;
                        p2 = q2 = Vector512.Create(*shift);
                    }

                    if (TRows.Value > 3)
                    {
                        shift += shiftStep;
                        p3 = q3 = Vector512.Create(*shift);
                    }

                    if (TRows.Value > 4)
                    {
                        shift += shiftStep;
                        p4 = q4 = Vector512.Create(*shift);
                    }

                    if (TRows.Value > 5)
                    {
                        shift += shiftStep;
                        p5 = q5 = Vector512.Create(*shift);
                    }

                    if (TRows.Value > 6)
                    {
                        shift += shiftStep;
                        p6 = q6 = Vector512.Create(*shift);
                    }

                    if (TRows.Value > 7)
                    {
                        shift += shiftStep;
                        p7 = q7 = Vector512.Create(*shift);
                    }

                    if (TRows.Value > 8)
                    {
                        shift += shiftStep;
                        p8 = q8 = Vector512.Create(*shift);
                    }

                    if (TRows.Value > 9)
                    {
                        shift += shiftStep;
                        p9 = q9 = Vector512.Create(*shift);
                    }

                    if (TRows.Value > 10)
                    {
                        shift += shiftStep;
                        p10 = q10 = Vector512.Create(*shift);
                    }

                    if (TRows.Value > 11)
                    {
                        shift += shiftStep;
                        p11 = q11 = Vector512.Create(*shift);
                    }

                    if (TRows.Value > 12)
                    {
                        shift += shiftStep;
                        p12 = q12 = Vector512.Create(*shift);
                    }

                    if (TRows.Value > 13)
                    {
                        shift += shiftStep;
                        p13 = q13 = Vector512.Create(*shift);
                    }
                }

                if (residual0 != null)
                {
                    var residual = residualCopied;
                    residualCopied += PanelTile.Samples;
                    p0 = Avx512F.Add(p0, *(Vector512<float>*)residual);
                    q0 = TSamples.Value > 1 ? Avx512F.Add(q0, *(Vector512<float>*)(residual + 16)) : q0;

                    if (TRows.Value > 1)
                    {
                        residual += residualStep;
                        p1 = Avx512F.Add(p1, *(Vector512<float>*)residual);
                        q1 = TSamples.Value > 1 ? Avx512F.Add(q1, *(Vector512<float>*)(residual + 16)) : q1;
                    }

                    if (TRows.Value > 2)
                    {
                        residual += residualStep;
                        p2 = Avx512F.Add(p2, *(Vector512<float>*)residual);
                        q2 = TSamples.Value > 1 ? Avx512F.Add(q2, *(Vector512<float>*)(residual + 16)) : q2;
                    }

                    if (TRows.Value > 3)
                    {
                        residual += residualStep;
                        p3 = Avx512F.Add(p3, *(Vector512<float>*)residual);
                        q3 = TSamples.Value > 1 ? Avx512F.Add(q3, *(Vector512<float>*)(residual + 16)) : q3;
                    }

                    if (TRows.Value > 4)
                    {
                        residual += residualStep;
                        p4 = Avx512F.Add(p4, *(Vector512<float>*)residual);
                        q4 = TSamples.Value > 1 ? Avx512F.Add(q4, *(Vector512<float>*)(residual + 16)) : q4;
                    }

                    if (TRows.Value > 5)
                    {
                        residual += residualStep;
                        p5 = Avx512F.Add(p5, *(Vector512<float>*)residual);
                        q5 = TSamples.Value > 1 ? Avx512F.Add(q5, *(Vector512<float>*)(residual + 16)) : q5;
                    }

                    if (TRows.Value > 6)
                    {
                        residual += residualStep;
                        p6 = Avx512F.Add(p6, *(Vector512<float>*)residual);
                        q6 = TSamples.Value > 1 ? Avx512F.Add(q6, *(Vector512<float>*)(residual + 16)) : q6;
                    }

                    if (TRows.Value > 7)
                    {
                        residual += residualStep;
                        p7 = Avx512F.Add(p7, *(Vector512<float>*)residual);
                        q7 = TSamples.Value > 1 ? Avx512F.Add(q7, *(Vector512<float>*)(residual + 16)) : q7;
                    }

                    if (TRows.Value > 8)
                    {
                        residual += residualStep;
                        p8 = Avx512F.Add(p8, *(Vector512<float>*)residual);
                        q8 = TSamples.Value > 1 ? Avx512F.Add(q8, *(Vector512<float>*)(residual + 16)) : q8;
                    }

                    if (TRows.Value > 9)
                    {
                        residual += residualStep;
                        p9 = Avx512F.Add(p9, *(Vector512<float>*)residual);
                        q9 = TSamples.Value > 1 ? Avx512F.Add(q9, *(Vector512<float>*)(residual + 16)) : q9;
                    }

                    if (TRows.Value > 10)
                    {
                        residual += residualStep;
                        p10 = Avx512F.Add(p10, *(Vector512<float>*)residual);
                        q10 = TSamples.Value > 1 ? Avx512F.Add(q10, *(Vector512<float>*)(residual + 16)) : q10;
                    }

                    if (TRows.Value > 11)
                    {
                        residual += residualStep;
                        p11 = Avx512F.Add(p11, *(Vector512<float>*)residual);
                        q11 = TSamples.Value > 1 ? Avx512F.Add(q11, *(Vector512<float>*)(residual + 16)) : q11;
                    }

                    if (TRows.Value > 12)
                    {
                        residual += residualStep;
                        p12 = Avx512F.Add(p12, *(Vector512<float>*)residual);
                        q12 = TSamples.Value > 1 ? Avx512F.Add(q12, *(Vector512<float>*)(residual + 16)) : q12;
                    }

                    if (TRows.Value > 13)
                    {
                        residual += residualStep;
                        p13 = Avx512F.Add(p13, *(Vector512<float>*)residual);
                        q13 = TSamples.Value > 1 ? Avx512F.Add(q13, *(Vector512<float>*)(residual + 16)) : q13;
                    }
                }

                var x = xCopied;
                xCopied += PanelTile.Samples;
                for (var columns = length; columns > 0; columns--)
                {
                    var left = *(Vector512<float>*)x;
                    var right = TSamples.Value > 1 ? *(Vector512<float>*)(x + 16) : left;
                    var w0 = Vector512.Create(*weights);
                    p0 = Avx512F.FusedMultiplyAdd(w0, left, p0);
                    q0 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w0, right, q0) : q0;

                    if (TRows.Value > 1)
                    {
                        var w = Vector512.Create(weights[1]);
                        p1 = Avx512F.FusedMultiplyAdd(w, left, p1);
                        q1 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q1) : q1;
                    }

                    if (TRows.Value > 2)
                    {
                        var w = Vector512.Create(weights[2]);
                        p2 = Avx512F.FusedMultiplyAdd(w, left, p2);
                        q2 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q2) : q2;
                    }

                    if (TRows.Value > 3)
                    {
                        var w = Vector512.Create(weights[3]);
                        p3 = Avx512F.FusedMultiplyAdd(w, left, p3);
                        q3 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q3) : q3;
                    }

                    if (TRows.Value > 4)
                    {
                        var w = Vector512.Create(weights[4]);
                        p4 = Avx512F.FusedMultiplyAdd(w, left, p4);
                        q4 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q4) : q4;
                    }

                    if (TRows.Value > 5)
                    {
                        var w = Vector512.Create(weights[5]);
                        p5 = Avx512F.FusedMultiplyAdd(w, left, p5);
                        q5 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q5) : q5;
                    }

                    if (TRows.Value > 6)
                    {
                        var w = Vector512.Create(weights[6]);
                        p6 = Avx512F.FusedMultiplyAdd(w, left, p6);
                        q6 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q6) : q6;
                    }

                    if (TRows.Value > 7)
                    {
                        var w = Vector512.Create(weights[7]);
                        p7 = Avx512F.FusedMultiplyAdd(w, left, p7);
                        q7 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q7) : q7;
                    }

                    if (TRows.Value > 8)
                    {
                        var w = Vector512.Create(weights[8]);
                        p8 = Avx512F.FusedMultiplyAdd(w, left, p8);
                        q8 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q8) : q8;
                    }

                    if (TRows.Value > 9)
                    {
                        var w = Vector512.Create(weights[9]);
                        p9 = Avx512F.FusedMultiplyAdd(w, left, p9);
                        q9 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q9) : q9;
                    }

                    if (TRows.Value > 10)
                    {
                        var w = Vector512.Create(weights[10]);
                        p10 = Avx512F.FusedMultiplyAdd(w, left, p10);
                        q10 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q10) : q10;
                    }

                    if (TRows.Value > 11)
                    {
                        var w = Vector512.Create(weights[11]);
                        p11 = Avx512F.FusedMultiplyAdd(w, left, p11);
                        q11 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q11) : q11;
                    }

                    if (TRows.Value > 12)
                    {
                        var w = Vector512.Create(weights[12]);
                        p12 = Avx512F.FusedMultiplyAdd(w, left, p12);
                        q12 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q12) : q12;
                    }

                    if (TRows.Value > 13)
                    {
                        var w = Vector512.Create(weights[13]);
                        p13 = Avx512F.FusedMultiplyAdd(w, left, p13);
                        q13 = TSamples.Value > 1 ? Avx512F.FusedMultiplyAdd(w, right, q13) : q13;
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
                    Avx512F.Max(floor, p0).StoreAlignedNonTemporal(y);
                    if (TSamples.Value > 1)
                    {
                        Avx512F.Max(floor, q0).StoreAlignedNonTemporal(y + 16);
                    }

                    if (TRows.Value > 1)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p1).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q1).StoreAlignedNonTemporal(y + 16);
                        }
                    }

                    if (TRows.Value > 2)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p2).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q2).StoreAlignedNonTemporal(y + 16);
                        }
                    }

                    if (TRows.Value > 3)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p3).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q3).StoreAlignedNonTemporal(y + 16);
                        }
                    }

                    if (TRows.Value > 4)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p4).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q4).StoreAlignedNonTemporal(y + 16);
                        }
                    }

                    if (TRows.Value > 5)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p5).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q5).StoreAlignedNonTemporal(y + 16);
                        }
                    }

                    if (TRows.Value > 6)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p6).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q6).StoreAlignedNonTemporal(y + 16);
                        }
                    }

                    if (TRows.Value > 7)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p7).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q7).StoreAlignedNonTemporal(y + 16);
                        }
                    }

                    if (TRows.Value > 8)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p8).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q8).StoreAlignedNonTemporal(y + 16);
                        }
                    }

                    if (TRows.Value > 9)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p9).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q9).StoreAlignedNonTemporal(y + 16);
                        }
                    }

                    if (TRows.Value > 10)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p10).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q10).StoreAlignedNonTemporal(y + 16);
                        }
                    }

                    if (TRows.Value > 11)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p11).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q11).StoreAlignedNonTemporal(y + 16);
                        }
                    }

                    if (TRows.Value > 12)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p12).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q12).StoreAlignedNonTemporal(y + 16);
                        }
                    }

                    if (TRows.Value > 13)
                    {
                        y += yStep;
                        Avx512F.Max(floor, p13).StoreAlignedNonTemporal(y);
                        if (TSamples.Value > 1)
                        {
                            Avx512F.Max(floor, q13).StoreAlignedNonTemporal(y + 16);
                        }
                    }
                }
                else
                {
                    *(Vector512<float>*)y = Avx512F.Max(floor, p0);
                    if (TSamples.Value > 1)
                    {
                        *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q0);
                    }

                    if (TRows.Value > 1)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p1);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q1);
                        }
                    }

                    if (TRows.Value > 2)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p2);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q2);
                        }
                    }

                    if (TRows.Value > 3)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p3);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q3);
                        }
                    }

                    if (TRows.Value > 4)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p4);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q4);
                        }
                    }

                    if (TRows.Value > 5)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p5);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q5);
                        }
                    }

                    if (TRows.Value > 6)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p6);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q6);
                        }
                    }

                    if (TRows.Value > 7)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p7);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q7);
                        }
                    }

                    if (TRows.Value > 8)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p8);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q8);
                        }
                    }

                    if (TRows.Value > 9)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p9);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q9);
                        }
                    }

                    if (TRows.Value > 10)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p10);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q10);
                        }
                    }

                    if (TRows.Value > 11)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p11);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q11);
                        }
                    }

                    if (TRows.Value > 12)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p12);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q12);
                        }
                    }

                    if (TRows.Value > 13)
                    {
                        y += yStep;
                        *(Vector512<float>*)y = Avx512F.Max(floor, p13);
                        if (TSamples.Value > 1)
                        {
                            *(Vector512<float>*)(y + 16) = Avx512F.Max(floor, q13);
                        }
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
