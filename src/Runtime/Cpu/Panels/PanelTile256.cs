using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Cpu;

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
        nint aheadStep = tile->AheadStep, aheadOther = tile->AheadOther;
        var floor = Vector256.Create(tile->Floor);
        for (nint block = 0; block < tile->Blocks; block++)
        {
            for (nint copy = 0; copy < tile->Copies; copy++)
            {
                Vector256<float> p0 = default, p1 = default, p2 = default, p3 = default, p4 = default, p5 = default;
                Vector256<float> q0 = default, q1 = default, q2 = default, q3 = default, q4 = default, q5 = default;
                if (tile->Shift != null)
                {
                    var shift = tile->Shift + (block * tile->ShiftBlock) + copy;
                    p0 = q0 = Vector256.Create(*shift);

                    if (TRows.Value > 1)
                    {
                        shift += tile->ShiftStep;
                        p1 = q1 = Vector256.Create(*shift);
                    }

                    if (TRows.Value > 2)
                    {
                        shift += tile->ShiftStep;
                        p2 = q2 = Vector256.Create(*shift);
                    }

                    if (TRows.Value > 3)
                    {
                        shift += tile->ShiftStep;
                        p3 = q3 = Vector256.Create(*shift);
                    }

                    if (TRows.Value > 4)
                    {
                        shift += tile->ShiftStep;
                        p4 = q4 = Vector256.Create(*shift);
                    }

                    if (TRows.Value > 5)
                    {
                        shift += tile->ShiftStep;
                        p5 = q5 = Vector256.Create(*shift);
                    }
                }

                if (tile->Residual != null)
                {
                    var residual = tile->Residual + (block * tile->ResidualBlock) + (copy * PanelTile.Samples);
                    p0 = Avx.Add(p0, *(Vector256<float>*)residual);
                    q0 = Avx.Add(q0, *(Vector256<float>*)(residual + 8));

                    if (TRows.Value > 1)
                    {
                        residual += tile->ResidualStep;
                        p1 = Avx.Add(p1, *(Vector256<float>*)residual);
                        q1 = Avx.Add(q1, *(Vector256<float>*)(residual + 8));
                    }

                    if (TRows.Value > 2)
                    {
                        residual += tile->ResidualStep;
                        p2 = Avx.Add(p2, *(Vector256<float>*)residual);
                        q2 = Avx.Add(q2, *(Vector256<float>*)(residual + 8));
                    }

                    if (TRows.Value > 3)
                    {
                        residual += tile->ResidualStep;
                        p3 = Avx.Add(p3, *(Vector256<float>*)residual);
                        q3 = Avx.Add(q3, *(Vector256<float>*)(residual + 8));
                    }

                    if (TRows.Value > 4)
                    {
                        residual += tile->ResidualStep;
                        p4 = Avx.Add(p4, *(Vector256<float>*)residual);
                        q4 = Avx.Add(q4, *(Vector256<float>*)(residual + 8));
                    }

                    if (TRows.Value > 5)
                    {
                        residual += tile->ResidualStep;
                        p5 = Avx.Add(p5, *(Vector256<float>*)residual);
                        q5 = Avx.Add(q5, *(Vector256<float>*)(residual + 8));
                    }
                }

                var x = tile->Input + (block * tile->InputBlock) + (copy * PanelTile.Samples);
                for (nint length = tile->Length; length > 0; length--)
                {
                    var x0 = *(Vector256<float>*)x;
                    var x1 = *(Vector256<float>*)(x + 8);
                    var w0 = Vector256.Create(*weights);
                    p0 = Fma.MultiplyAdd(w0, x0, p0);
                    q0 = Fma.MultiplyAdd(w0, x1, q0);

                    if (TRows.Value > 1)
                    {
                        var w = Vector256.Create(weights[1]);
                        p1 = Fma.MultiplyAdd(w, x0, p1);
                        q1 = Fma.MultiplyAdd(w, x1, q1);
                    }

                    if (TRows.Value > 2)
                    {
                        var w = Vector256.Create(weights[2]);
                        p2 = Fma.MultiplyAdd(w, x0, p2);
                        q2 = Fma.MultiplyAdd(w, x1, q2);
                    }

                    if (TRows.Value > 3)
                    {
                        var w = Vector256.Create(weights[3]);
                        p3 = Fma.MultiplyAdd(w, x0, p3);
                        q3 = Fma.MultiplyAdd(w, x1, q3);
                    }

                    if (TRows.Value > 4)
                    {
                        var w = Vector256.Create(weights[4]);
                        p4 = Fma.MultiplyAdd(w, x0, p4);
                        q4 = Fma.MultiplyAdd(w, x1, q4);
                    }

                    if (TRows.Value > 5)
                    {
                        var w = Vector256.Create(weights[5]);
                        p5 = Fma.MultiplyAdd(w, x0, p5);
                        q5 = Fma.MultiplyAdd(w, x1, q5);
                    }

                    Sse.Prefetch1(ahead);
                    ahead += aheadStep;
                    (aheadStep, aheadOther) = (aheadOther, aheadStep);
                    x += xStep;
                    weights += weightStep;
                }

                var y = tile->Output + (block * tile->OutputBlock) + (copy * tile->OutputCopy);
                if (tile->Streams)
                {
                    Avx.Max(floor, p0).StoreAlignedNonTemporal(y);
                    Avx.Max(floor, q0).StoreAlignedNonTemporal(y + 8);

                    if (TRows.Value > 1)
                    {
                        y += tile->OutputStep;
                        Avx.Max(floor, p1).StoreAlignedNonTemporal(y);
                        Avx.Max(floor, q1).StoreAlignedNonTemporal(y + 8);
                    }

                    if (TRows.Value > 2)
                    {
                        y += tile->OutputStep;
                        Avx.Max(floor, p2).StoreAlignedNonTemporal(y);
                        Avx.Max(floor, q2).StoreAlignedNonTemporal(y + 8);
                    }

                    if (TRows.Value > 3)
                    {
                        y += tile->OutputStep;
                        Avx.Max(floor, p3).StoreAlignedNonTemporal(y);
                        Avx.Max(floor, q3).StoreAlignedNonTemporal(y + 8);
                    }

                    if (TRows.Value > 4)
                    {
                        y += tile->OutputStep;
                        Avx.Max(floor, p4).StoreAlignedNonTemporal(y);
                        Avx.Max(floor, q4).StoreAlignedNonTemporal(y + 8);
                    }

                    if (TRows.Value > 5)
                    {
                        y += tile->OutputStep;
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
                        y += tile->OutputStep;
                        *(Vector256<float>*)y = Avx.Max(floor, p1);
                        *(Vector256<float>*)(y + 8) = Avx.Max(floor, q1);
                    }

                    if (TRows.Value > 2)
                    {
                        y += tile->OutputStep;
                        *(Vector256<float>*)y = Avx.Max(floor, p2);
                        *(Vector256<float>*)(y + 8) = Avx.Max(floor, q2);
                    }

                    if (TRows.Value > 3)
                    {
                        y += tile->OutputStep;
                        *(Vector256<float>*)y = Avx.Max(floor, p3);
                        *(Vector256<float>*)(y + 8) = Avx.Max(floor, q3);
                    }

                    if (TRows.Value > 4)
                    {
                        y += tile->OutputStep;
                        *(Vector256<float>*)y = Avx.Max(floor, p4);
                        *(Vector256<float>*)(y + 8) = Avx.Max(floor, q4);
                    }

                    if (TRows.Value > 5)
                    {
                        y += tile->OutputStep;
                        *(Vector256<float>*)y = Avx.Max(floor, p5);
                        *(Vector256<float>*)(y + 8) = Avx.Max(floor, q5);
                    }
                }
            }
        }

        tile->Ahead = ahead;
        (tile->AheadStep, tile->AheadOther) = (aheadStep, aheadOther);
    }
}
