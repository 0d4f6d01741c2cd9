using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>F(2x2, 3x3) at the points 0, ±1 and infinity, built like <see cref="F4Transform"/>.</summary>
internal readonly unsafe struct F2Transform : IWinogradTransform
{
    private const int Side = 4;

    public static int Outputs => 2;

    public static ReadOnlySpan<double> Kernel => [-1, 0, 0, 0.5, 0.5, 0.5, 0.5, -0.5, 0.5, 0, 0, 1];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Input<TLanes>(float* input, nint row, nint block, int blocks, float* target, nint point)
        where TLanes : struct, ILanes<TLanes>
    {
        var memory = stackalloc float[((Side * Side) + 1) * Map.Lanes];
        var columns = WinogradMemory.Align(memory);
        var minus = TLanes.All(-1);
        for (; blocks > 0; blocks--, input += block, target += Map.Lanes)
        {
            var x = input;
            var t = columns;
            for (var j = 0; j < Side; j++, x += Map.Lanes, t += Map.Lanes)
            {
                TLanes x1 = TLanes.Load(x + row), x2 = TLanes.Load(x + (2 * row));
                TLanes.MultiplyAdd(TLanes.Load(x), minus, x2).Store(t);
                TLanes.Add(x1, x2).Store(t + (Side * Map.Lanes));
                TLanes.MultiplyAdd(x1, minus, x2).Store(t + (2 * Side * Map.Lanes));
                TLanes.MultiplyAdd(x1, minus, TLanes.Load(x + (3 * row))).Store(t + (3 * Side * Map.Lanes));
            }

            t = columns;
            var v = target;
            for (var i = 0; i < Side; i++, t += Side * Map.Lanes, v += Side * point)
            {
                TLanes x1 = TLanes.Load(t + 16), x2 = TLanes.Load(t + 32);
                TLanes.MultiplyAdd(TLanes.Load(t), minus, x2).Store(v);
                TLanes.Add(x1, x2).Store(v + point);
                TLanes.MultiplyAdd(x1, minus, x2).Store(v + (2 * point));
                TLanes.MultiplyAdd(x1, minus, TLanes.Load(t + 48)).Store(v + (3 * point));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Output<TLanes>(in WinogradOutput place)
        where TLanes : struct, ILanes<TLanes>
    {
        var memory = stackalloc float[((2 * Side) + 1) * Map.Lanes];
        var columns = WinogradMemory.Align(memory);
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
                TLanes.Add(TLanes.Add(TLanes.Load(m), m1), m2).Store(t);
                TLanes.Add(TLanes.MultiplyAdd(m2, minus, m1), TLanes.Load(m + (3 * Side * point))).Store(t + (Side * Map.Lanes));
            }

            var shift = TLanes.Load(shifts);
            t = columns;
            float* y = output, r = residual;
            for (var i = 0; i < place.Rows; i++, t += Side * Map.Lanes, y += place.OutRow)
            {
                TLanes m1 = TLanes.Load(t + 16), m2 = TLanes.Load(t + 32);
                var y0 = TLanes.Add(TLanes.Add(TLanes.Add(TLanes.Load(t), m1), m2), shift);
                var y1 = TLanes.Add(TLanes.Add(TLanes.MultiplyAdd(m2, minus, m1), TLanes.Load(t + 48)), shift);
                if (r != null)
                {
                    y0 = TLanes.Add(y0, TLanes.Load(r));
                    y1 = place.Columns > 1 ? TLanes.Add(y1, TLanes.Load(r + 16)) : y1;
                    r += place.ResidualRow;
                }

                TLanes.Max(floor, y0).Store(y);
                if (place.Columns > 1)
                {
                    TLanes.Max(floor, y1).Store(y + 16);
                }
            }

            products += Map.Lanes;
            shifts += Map.Lanes;
            output += place.OutBlock;
            residual = residual == null ? null : residual + place.ResidualBlock;
        }
    }
}
