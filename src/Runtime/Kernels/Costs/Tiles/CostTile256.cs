using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Costs.Tiles;

/// <summary>
/// Up to 6 lanes of input x 16 channels in 256-bit registers: 12 sums, two vectors of gradients and one broadcast input
/// value. p and q are the lower and upper 8 channels of the first half's lanes, u and v those of the second half's.
/// Sums are locals, one by one: the JIT keeps those in registers, and an array of them in memory.
/// </summary>
/// <typeparam name="TFirst">Lanes of the first half.</typeparam>
/// <typeparam name="TSecond">Lanes of the second half.</typeparam>
internal static unsafe class CostTile256<TFirst, TSecond>
    where TFirst : struct, ICount
    where TSecond : struct, ICount
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(CostTile* tile)
    {
        var zero = Vector256<float>.Zero;
        Vector256<float> p0 = zero, p1 = zero, p2 = zero;
        Vector256<float> q0 = zero, q1 = zero, q2 = zero;
        Vector256<float> u0 = zero, u1 = zero, u2 = zero;
        Vector256<float> v0 = zero, v1 = zero, v2 = zero;
        var row0 = tile->Input;
        var gradients0 = tile->Gradient;
        nint half = tile->InHalf, step = tile->InPixel;
        for (var rows = tile->Rows; rows > 0; rows--, row0 += tile->InRow, gradients0 += tile->GradientRow)
        {
            var x = row0;
            var y = row0 + half;
            var gradients = gradients0;
            for (var pixels = tile->Pixels; pixels > 0; pixels--)
            {
                var g = *(Vector256<float>*)gradients;
                var h = *(Vector256<float>*)(gradients + 8);
                if (TFirst.Value > 0)
                {
                    var value = Vector256.Create(*x);
                    p0 = Fma.MultiplyAdd(value, g, p0);
                    q0 = Fma.MultiplyAdd(value, h, q0);
                }

                if (TFirst.Value > 1)
                {
                    var value = Vector256.Create(x[1]);
                    p1 = Fma.MultiplyAdd(value, g, p1);
                    q1 = Fma.MultiplyAdd(value, h, q1);
                }

                if (TFirst.Value > 2)
                {
                    var value = Vector256.Create(x[2]);
                    p2 = Fma.MultiplyAdd(value, g, p2);
                    q2 = Fma.MultiplyAdd(value, h, q2);
                }

                if (TSecond.Value > 0)
                {
                    var value = Vector256.Create(*y);
                    u0 = Fma.MultiplyAdd(value, g, u0);
                    v0 = Fma.MultiplyAdd(value, h, v0);
                }

                if (TSecond.Value > 1)
                {
                    var value = Vector256.Create(y[1]);
                    u1 = Fma.MultiplyAdd(value, g, u1);
                    v1 = Fma.MultiplyAdd(value, h, v1);
                }

                if (TSecond.Value > 2)
                {
                    var value = Vector256.Create(y[2]);
                    u2 = Fma.MultiplyAdd(value, g, u2);
                    v2 = Fma.MultiplyAdd(value, h, v2);
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
            CostSums.Store(sums + 8, q0, add);
            sums += sumStep;
        }

        if (TFirst.Value > 1)
        {
            CostSums.Store(sums, p1, add);
            CostSums.Store(sums + 8, q1, add);
            sums += sumStep;
        }

        if (TFirst.Value > 2)
        {
            CostSums.Store(sums, p2, add);
            CostSums.Store(sums + 8, q2, add);
            sums += sumStep;
        }

        if (TSecond.Value > 0)
        {
            CostSums.Store(sums, u0, add);
            CostSums.Store(sums + 8, v0, add);
            sums += sumStep;
        }

        if (TSecond.Value > 1)
        {
            CostSums.Store(sums, u1, add);
            CostSums.Store(sums + 8, v1, add);
            sums += sumStep;
        }

        if (TSecond.Value > 2)
        {
            CostSums.Store(sums, u2, add);
            CostSums.Store(sums + 8, v2, add);
            sums += sumStep;
        }
    }
}
