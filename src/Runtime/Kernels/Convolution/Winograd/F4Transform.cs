using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>
/// F(4x4, 3x3) at the points 0, ±5/8, ±3/2 and infinity. All their powers that occur are floats, so that only sums round.
/// </summary>
/// <remarks>
/// Rows of Bᵀ are the polynomials whose zeros are the other points, row p of G is (1, p, p²) over the product of p's distances to the
/// others, columns of Aᵀ are the powers of the points.
/// </remarks>
internal readonly unsafe struct F4Transform : IWinogradTransform
{
    private const int Side = 6;

    private const float A = 0.625f, B = 1.5f, A2 = A * A, B2 = B * B, A3 = A2 * A, B3 = B2 * B, Sum = A2 + B2, Product = A2 * B2;

    private const double NearZero = 1.0 / Product, NearA = 0.5 / (A2 * (A2 - B2)), NearB = 0.5 / (B2 * (B2 - A2));

    public static int Outputs => 4;

    public static ReadOnlySpan<double> Kernel =>
    [
        NearZero, 0, 0,
        NearA, A * NearA, A2 * NearA,
        NearA, -A * NearA, A2 * NearA,
        NearB, B * NearB, B2 * NearB,
        NearB, -B * NearB, B2 * NearB,
        0, 0, 1,
    ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Input<TLanes>(float* input, nint row, nint block, int blocks, float* target, nint point)
        where TLanes : struct, ILanes<TLanes>
    {
        var memory = stackalloc float[((Side * Side) + 1) * Map.Lanes];
        var columns = WinogradMemory.Align(memory);
        TLanes product = TLanes.All(Product), sum = TLanes.All(-Sum), a2 = TLanes.All(-A2), b2 = TLanes.All(-B2);
        TLanes a = TLanes.All(A), b = TLanes.All(B), minusA = TLanes.All(-A), minusB = TLanes.All(-B);
        for (; blocks > 0; blocks--, input += block, target += Map.Lanes)
        {
            var x = input;
            var t = columns;
            for (var j = 0; j < Side; j++, x += Map.Lanes, t += Map.Lanes)
            {
                TLanes x1 = TLanes.Load(x + row), x2 = TLanes.Load(x + (2 * row)), x3 = TLanes.Load(x + (3 * row)), x4 = TLanes.Load(x + (4 * row));
                TLanes.MultiplyAdd(TLanes.Load(x), product, TLanes.MultiplyAdd(x2, sum, x4)).Store(t);
                TLanes even = TLanes.MultiplyAdd(x2, b2, x4), odd = TLanes.MultiplyAdd(x1, b2, x3);
                TLanes.MultiplyAdd(odd, a, even).Store(t + (Side * Map.Lanes));
                TLanes.MultiplyAdd(odd, minusA, even).Store(t + (2 * Side * Map.Lanes));
                (even, odd) = (TLanes.MultiplyAdd(x2, a2, x4), TLanes.MultiplyAdd(x1, a2, x3));
                TLanes.MultiplyAdd(odd, b, even).Store(t + (3 * Side * Map.Lanes));
                TLanes.MultiplyAdd(odd, minusB, even).Store(t + (4 * Side * Map.Lanes));
                TLanes.MultiplyAdd(x1, product, TLanes.MultiplyAdd(x3, sum, TLanes.Load(x + (5 * row)))).Store(t + (5 * Side * Map.Lanes));
            }

            t = columns;
            var v = target;
            for (var i = 0; i < Side; i++, t += Side * Map.Lanes, v += Side * point)
            {
                TLanes x1 = TLanes.Load(t + 16), x2 = TLanes.Load(t + 32), x3 = TLanes.Load(t + 48), x4 = TLanes.Load(t + 64);
                TLanes.MultiplyAdd(TLanes.Load(t), product, TLanes.MultiplyAdd(x2, sum, x4)).Store(v);
                TLanes even = TLanes.MultiplyAdd(x2, b2, x4), odd = TLanes.MultiplyAdd(x1, b2, x3);
                TLanes.MultiplyAdd(odd, a, even).Store(v + point);
                TLanes.MultiplyAdd(odd, minusA, even).Store(v + (2 * point));
                (even, odd) = (TLanes.MultiplyAdd(x2, a2, x4), TLanes.MultiplyAdd(x1, a2, x3));
                TLanes.MultiplyAdd(odd, b, even).Store(v + (3 * point));
                TLanes.MultiplyAdd(odd, minusB, even).Store(v + (4 * point));
                TLanes.MultiplyAdd(x1, product, TLanes.MultiplyAdd(x3, sum, TLanes.Load(t + 80))).Store(v + (5 * point));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Output<TLanes>(in WinogradOutput place)
        where TLanes : struct, ILanes<TLanes>
    {
        var memory = stackalloc float[((4 * Side) + 1) * Map.Lanes];
        var columns = WinogradMemory.Align(memory);
        TLanes a = TLanes.All(A), a2 = TLanes.All(A2), a3 = TLanes.All(A3), b = TLanes.All(B), b2 = TLanes.All(B2), b3 = TLanes.All(B3);
        TLanes minus = TLanes.All(-1), floor = TLanes.All(place.Floor);
        float* products = place.Products, shifts = place.Shift, output = place.Output, residual = place.Residual;
        var point = place.Point;
        for (var blocks = place.Blocks; blocks > 0; blocks--)
        {
            var m = products;
            var t = columns;
            for (var j = 0; j < Side; j++, m += point, t += Map.Lanes)
            {
                TLanes m1 = TLanes.Load(m + (Side * point)), m2 = TLanes.Load(m + (2 * Side * point));
                TLanes m3 = TLanes.Load(m + (3 * Side * point)), m4 = TLanes.Load(m + (4 * Side * point));
                TLanes evenA = TLanes.Add(m1, m2), oddA = TLanes.MultiplyAdd(m2, minus, m1);
                TLanes evenB = TLanes.Add(m3, m4), oddB = TLanes.MultiplyAdd(m4, minus, m3);
                TLanes.Add(TLanes.Add(TLanes.Load(m), evenA), evenB).Store(t);
                TLanes.MultiplyAdd(oddB, b, TLanes.Multiply(oddA, a)).Store(t + (Side * Map.Lanes));
                TLanes.MultiplyAdd(evenB, b2, TLanes.Multiply(evenA, a2)).Store(t + (2 * Side * Map.Lanes));
                TLanes.MultiplyAdd(oddB, b3, TLanes.MultiplyAdd(oddA, a3, TLanes.Load(m + (5 * Side * point)))).Store(t + (3 * Side * Map.Lanes));
            }

            var shift = TLanes.Load(shifts);
            t = columns;
            float* y = output, r = residual;
            for (var i = 0; i < place.Rows; i++, t += Side * Map.Lanes, y += place.OutRow)
            {
                TLanes m1 = TLanes.Load(t + 16), m2 = TLanes.Load(t + 32), m3 = TLanes.Load(t + 48), m4 = TLanes.Load(t + 64);
                TLanes evenA = TLanes.Add(m1, m2), oddA = TLanes.MultiplyAdd(m2, minus, m1);
                TLanes evenB = TLanes.Add(m3, m4), oddB = TLanes.MultiplyAdd(m4, minus, m3);
                var y0 = TLanes.Add(TLanes.Add(TLanes.Add(TLanes.Load(t), evenA), evenB), shift);
                var y1 = TLanes.Add(TLanes.MultiplyAdd(oddB, b, TLanes.Multiply(oddA, a)), shift);
                var y2 = TLanes.Add(TLanes.MultiplyAdd(evenB, b2, TLanes.Multiply(evenA, a2)), shift);
                var y3 = TLanes.Add(TLanes.MultiplyAdd(oddB, b3, TLanes.MultiplyAdd(oddA, a3, TLanes.Load(t + 80))), shift);
                if (r != null)
                {
                    y0 = TLanes.Add(y0, TLanes.Load(r));
                    y1 = place.Columns > 1 ? TLanes.Add(y1, TLanes.Load(r + 16)) : y1;
                    y2 = place.Columns > 2 ? TLanes.Add(y2, TLanes.Load(r + 32)) : y2;
                    y3 = place.Columns > 3 ? TLanes.Add(y3, TLanes.Load(r + 48)) : y3;
                    r += place.ResidualRow;
                }

                TLanes.Max(floor, y0).Store(y);
                if (place.Columns > 1)
                {
                    TLanes.Max(floor, y1).Store(y + 16);
                }

                if (place.Columns > 2)
                {
                    TLanes.Max(floor, y2).Store(y + 32);
                }

                if (place.Columns > 3)
                {
                    TLanes.Max(floor, y3).Store(y + 48);
                }
            }

            products += Map.Lanes;
            shifts += Map.Lanes;
            output += place.OutBlock;
            residual = residual == null ? null : residual + place.ResidualBlock;
        }
    }
}
