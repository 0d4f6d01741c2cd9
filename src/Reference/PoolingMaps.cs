using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Reference;

/// <summary>Pooling. There are no neurons in the padding, so a window holds what lies inside the map only.</summary>
internal static class PoolingMaps
{
    /// <summary>The k-th largest value of each window.</summary>
    public static Value KMax(MaxPool2D op, Value x, Shape shape) => Each(x, shape, op.Window, (inside, _) =>
        Sorts.Descending(inside).ElementAt(op.K - 1));

    /// <summary>
    /// The mean of each window. A divisor that counts padding counts what the padding declares and no more: in ceil mode
    /// the last window may reach beyond it.
    /// </summary>
    public static Value Average(AvgPool2D op, Value x, Shape shape) => Each(x, shape, op.Window, (inside, padded) =>
        inside.Sum() / (op.CountIncludePad ? padded : inside.Count));

    /// <summary>The mean over rows [floor(r H / h), ceil((r + 1) H / h)), columns alike.</summary>
    public static Value AdaptiveAverage(Value x, Shape shape)
    {
        var y = Value.Zeros(shape);
        for (var channel = 0; channel < y.Channels; channel++)
        for (var r = 0; r < y.Height; r++)
        for (var c = 0; c < y.Width; c++)
        {
            var (top, bottom) = (r * x.Height / y.Height, (((r + 1) * x.Height) + y.Height - 1) / y.Height);
            var (left, right) = (c * x.Width / y.Width, (((c + 1) * x.Width) + y.Width - 1) / y.Width);
            y[channel, r, c] = Rectangle(x, channel, top, left, bottom, right).Average();
        }

        return y;
    }

    private static Value Each(Value x, Shape shape, Window window, Func<IReadOnlyCollection<double>, int, double> pool)
    {
        var y = Value.Zeros(shape);
        var (kernel, pad) = (window.Kernel, window.Padding);
        for (var channel = 0; channel < y.Channels; channel++)
        for (var r = 0; r < y.Height; r++)
        for (var c = 0; c < y.Width; c++)
        {
            var (top, left) = ((r * window.Stride.Height) - pad.Top, (c * window.Stride.Width) - pad.Left);
            var bottom = Math.Min(top + kernel.Height, x.Height + pad.Bottom);
            var right = Math.Min(left + kernel.Width, x.Width + pad.Right);
            y[channel, r, c] = pool(Rectangle(x, channel, top, left, bottom, right), (bottom - top) * (right - left));
        }

        return y;
    }

    private static List<double> Rectangle(Value x, int channel, int top, int left, int bottom, int right)
    {
        var inside = new List<double>();
        for (var row = Math.Max(top, 0); row < Math.Min(bottom, x.Height); row++)
        for (var column = Math.Max(left, 0); column < Math.Min(right, x.Width); column++)
            inside.Add(x[channel, row, column]);
        return inside;
    }
}
