using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>Computes a <see cref="ProductTile"/>, whose sums stay in registers.</summary>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
/// <typeparam name="TFirst">Rows of the first half: all that it has room for, unless there is no second.</typeparam>
/// <typeparam name="TSecond">Rows of the second half.</typeparam>
/// <typeparam name="TVectors">Vectors of a row.</typeparam>
internal static unsafe class ProductKernel<TWidth, TVector, TFirst, TSecond, TVectors>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
    where TFirst : struct, ICount
    where TSecond : struct, ICount
    where TVectors : struct, ICount
{
    private const int Unrolled = 2;

    // Where two threads share what a core decodes, each instruction counts; tiles for 32 registers have many for each step as it is.
    private static bool Unrolls => TWidth.Half < SumRows<TWidth, TVector, TFirst, TVectors>.Most;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ProductTile* tile)
    {
        SumRows<TWidth, TVector, TFirst, TVectors> p = default;
        SumRows<TWidth, TVector, TSecond, TVectors> q = default;
        var steps = new RowSteps(tile->RowStep);
        var x = tile->Numbers;
        var y = x + (TFirst.Value * tile->RowStep);
        var vectors = tile->Vectors;
        nint step = tile->VectorStep, second = tile->SecondVector;
        var left = tile->Length;
        for (var segment = tile->FirstLength; left > 0; segment = Math.Min(left, tile->SegmentLength))
        {
            left -= segment;
            for (; Unrolls && segment >= Unrolled; segment -= Unrolled)
            {
                var low = *(TVector*)vectors;
                var high = TVectors.Value > 1 ? *(TVector*)(vectors + second) : low;
                p.MultiplyAdd(low, high, x, 0, steps);
                q.MultiplyAdd(low, high, y, 0, steps);
                low = *(TVector*)(vectors + step);
                high = TVectors.Value > 1 ? *(TVector*)(vectors + (step + second)) : low;
                p.MultiplyAdd(low, high, x, 1, steps);
                q.MultiplyAdd(low, high, y, 1, steps);
                x += Unrolled;
                y += Unrolled;
                vectors += Unrolled * step;
            }

            for (; segment > 0; segment--)
            {
                var low = *(TVector*)vectors;
                var high = TVectors.Value > 1 ? *(TVector*)(vectors + second) : low;
                p.MultiplyAdd(low, high, x, steps);
                q.MultiplyAdd(low, high, y, steps);
                x++;
                y++;
                vectors += step;
            }

            x += tile->Gap;
            y += tile->Gap;
        }

        p.Store(tile->Sums, tile->SumStep, tile->SecondSum);
        q.Store(tile->Sums + (TFirst.Value * tile->SumStep), tile->SumStep, tile->SecondSum);
    }
}
