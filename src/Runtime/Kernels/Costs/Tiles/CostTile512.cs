using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Costs.Tiles;

/// <summary>
/// Up to 14 lanes of input x 32 channels in 512-bit registers: 28 sums, two vectors of gradients and one broadcast input
/// value. p and q are the first and second block of channels of the first half's lanes, u and v those of the second half's.
/// Sums are locals, one by one: the JIT keeps those in registers, and an array of them in memory.
/// </summary>
/// <typeparam name="TFirst">Lanes of the first half.</typeparam>
/// <typeparam name="TSecond">Lanes of the second half.</typeparam>
/// <typeparam name="TBlocks">Blocks of channels.</typeparam>
internal static unsafe class CostTile512<TFirst, TSecond, TBlocks>
    where TFirst : struct, ICount
    where TSecond : struct, ICount
    where TBlocks : struct, ICount
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(CostTile* tile)
    {
        var zero = Vector512<float>.Zero;
        Vector512<float> p0 = zero, p1 = zero, p2 = zero, p3 = zero, p4 = zero, p5 = zero, p6 = zero;
        Vector512<float> q0 = zero, q1 = zero, q2 = zero, q3 = zero, q4 = zero, q5 = zero, q6 = zero;
        Vector512<float> u0 = zero, u1 = zero, u2 = zero, u3 = zero, u4 = zero, u5 = zero, u6 = zero;
        Vector512<float> v0 = zero, v1 = zero, v2 = zero, v3 = zero, v4 = zero, v5 = zero, v6 = zero;
        var row0 = tile->Input;
        var gradients0 = tile->Gradient;
        nint half = tile->InHalf, step = tile->InPixel, block = tile->GradientBlock;
        for (var rows = tile->Rows; rows > 0; rows--, row0 += tile->InRow, gradients0 += tile->GradientRow)
        {
            var x = row0;
            var y = row0 + half;
            var gradients = gradients0;
            for (var pixels = tile->Pixels; pixels > 0; pixels--)
            {
                var g = *(Vector512<float>*)gradients;
                var h = TBlocks.Value > 1 ? *(Vector512<float>*)(gradients + block) : g;
                if (TFirst.Value > 0)
                {
                    var value = Vector512.Create(*x);
                    p0 = Avx512F.FusedMultiplyAdd(value, g, p0);
                    q0 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, q0) : q0;
                }

                if (TFirst.Value > 1)
                {
                    var value = Vector512.Create(x[1]);
                    p1 = Avx512F.FusedMultiplyAdd(value, g, p1);
                    q1 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, q1) : q1;
                }

                if (TFirst.Value > 2)
                {
                    var value = Vector512.Create(x[2]);
                    p2 = Avx512F.FusedMultiplyAdd(value, g, p2);
                    q2 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, q2) : q2;
                }

                if (TFirst.Value > 3)
                {
                    var value = Vector512.Create(x[3]);
                    p3 = Avx512F.FusedMultiplyAdd(value, g, p3);
                    q3 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, q3) : q3;
                }

                if (TFirst.Value > 4)
                {
                    var value = Vector512.Create(x[4]);
                    p4 = Avx512F.FusedMultiplyAdd(value, g, p4);
                    q4 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, q4) : q4;
                }

                if (TFirst.Value > 5)
                {
                    var value = Vector512.Create(x[5]);
                    p5 = Avx512F.FusedMultiplyAdd(value, g, p5);
                    q5 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, q5) : q5;
                }

                if (TFirst.Value > 6)
                {
                    var value = Vector512.Create(x[6]);
                    p6 = Avx512F.FusedMultiplyAdd(value, g, p6);
                    q6 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, q6) : q6;
                }

                if (TSecond.Value > 0)
                {
                    var value = Vector512.Create(*y);
                    u0 = Avx512F.FusedMultiplyAdd(value, g, u0);
                    v0 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, v0) : v0;
                }

                if (TSecond.Value > 1)
                {
                    var value = Vector512.Create(y[1]);
                    u1 = Avx512F.FusedMultiplyAdd(value, g, u1);
                    v1 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, v1) : v1;
                }

                if (TSecond.Value > 2)
                {
                    var value = Vector512.Create(y[2]);
                    u2 = Avx512F.FusedMultiplyAdd(value, g, u2);
                    v2 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, v2) : v2;
                }

                if (TSecond.Value > 3)
                {
                    var value = Vector512.Create(y[3]);
                    u3 = Avx512F.FusedMultiplyAdd(value, g, u3);
                    v3 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, v3) : v3;
                }

                if (TSecond.Value > 4)
                {
                    var value = Vector512.Create(y[4]);
                    u4 = Avx512F.FusedMultiplyAdd(value, g, u4);
                    v4 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, v4) : v4;
                }

                if (TSecond.Value > 5)
                {
                    var value = Vector512.Create(y[5]);
                    u5 = Avx512F.FusedMultiplyAdd(value, g, u5);
                    v5 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, v5) : v5;
                }

                if (TSecond.Value > 6)
                {
                    var value = Vector512.Create(y[6]);
                    u6 = Avx512F.FusedMultiplyAdd(value, g, u6);
                    v6 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, h, v6) : v6;
                }

                x += step;
                y += step;
                gradients += Map.Lanes;
            }
        }

        var sums = tile->Sums;
        var sumStep = tile->SumStep;
        var add = tile->Adds;
        if (TFirst.Value > 0)
        {
            CostSums.Store(sums, p0, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, q0, add);
            }

            sums += sumStep;
        }

        if (TFirst.Value > 1)
        {
            CostSums.Store(sums, p1, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, q1, add);
            }

            sums += sumStep;
        }

        if (TFirst.Value > 2)
        {
            CostSums.Store(sums, p2, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, q2, add);
            }

            sums += sumStep;
        }

        if (TFirst.Value > 3)
        {
            CostSums.Store(sums, p3, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, q3, add);
            }

            sums += sumStep;
        }

        if (TFirst.Value > 4)
        {
            CostSums.Store(sums, p4, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, q4, add);
            }

            sums += sumStep;
        }

        if (TFirst.Value > 5)
        {
            CostSums.Store(sums, p5, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, q5, add);
            }

            sums += sumStep;
        }

        if (TFirst.Value > 6)
        {
            CostSums.Store(sums, p6, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, q6, add);
            }

            sums += sumStep;
        }

        if (TSecond.Value > 0)
        {
            CostSums.Store(sums, u0, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, v0, add);
            }

            sums += sumStep;
        }

        if (TSecond.Value > 1)
        {
            CostSums.Store(sums, u1, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, v1, add);
            }

            sums += sumStep;
        }

        if (TSecond.Value > 2)
        {
            CostSums.Store(sums, u2, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, v2, add);
            }

            sums += sumStep;
        }

        if (TSecond.Value > 3)
        {
            CostSums.Store(sums, u3, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, v3, add);
            }

            sums += sumStep;
        }

        if (TSecond.Value > 4)
        {
            CostSums.Store(sums, u4, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, v4, add);
            }

            sums += sumStep;
        }

        if (TSecond.Value > 5)
        {
            CostSums.Store(sums, u5, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, v5, add);
            }

            sums += sumStep;
        }

        if (TSecond.Value > 6)
        {
            CostSums.Store(sums, u6, add);
            if (TBlocks.Value > 1)
            {
                CostSums.Store(sums + 16, v6, add);
            }

            sums += sumStep;
        }
    }
}
