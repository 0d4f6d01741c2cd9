using System;
using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Reference;

/// <summary>Convolution and its adjoint, by definition: one multiplication an edge, and no edges from padding.</summary>
internal static class Convolutions
{
    /// <summary>y[o, r, c] = b[o] + sum over i, s, t of w[o, i, s, t] x[i, r stride + s dilation - pad, c stride + t dilation - pad].</summary>
    public static Value Conv(Conv2D op, Value x, Shape shape, double[][] p)
    {
        var y = Value.Zeros(shape);
        var (inPerGroup, outPerGroup, taps) = (x.Channels / op.Groups, y.Channels / op.Groups, op.Kernel.Height * op.Kernel.Width);
        EachRange(y.Channels, (start, end) =>
        {
            for (var i = start / outPerGroup * inPerGroup; i < (((end - 1) / outPerGroup) + 1) * inPerGroup; i++)
            for (var tap = 0; tap < taps; tap++)
            {
                var group = i / inPerGroup;
                var seen = Seen(op, x, y, i, tap / op.Kernel.Width, tap % op.Kernel.Width);
                for (var o = Math.Max(start, group * outPerGroup); o < Math.Min(end, (group + 1) * outPerGroup); o++)
                    AddScaled(y.Channel(o), p[0][(((o * inPerGroup) + (i % inPerGroup)) * taps) + tap], seen);
            }
        });
        return op.HasBias ? ElementwiseMaps.Affine(y, null, p[1]) : y;
    }

    /// <summary>What each position of the result sees of channel i through tap (s, t) of the kernel; nothing, 0, in the padding.</summary>
    private static double[] Seen(Conv2D op, Value x, Value y, int i, int s, int t)
    {
        var seen = new double[y.Positions];
        for (var r = 0; r < y.Height; r++)
        for (var c = 0; c < y.Width; c++)
        {
            var row = (r * op.Stride.Height) + (s * op.Dilation.Height) - op.Padding.Top;
            var column = (c * op.Stride.Width) + (t * op.Dilation.Width) - op.Padding.Left;
            if (row >= 0 && row < x.Height && column >= 0 && column < x.Width)
                seen[(r * y.Width) + c] = x[i, row, column];
        }

        return seen;
    }

    /// <summary>One range of channels a core: forking more often costs more than it gains on a busy machine.</summary>
    private static void EachRange(int channels, Action<int, int> body) => Parallel.ForEach(
        Partitioner.Create(0, channels, (channels + Environment.ProcessorCount - 1) / Environment.ProcessorCount),
        range => body(range.Item1, range.Item2));

    private static void AddScaled(Span<double> y, double w, ReadOnlySpan<double> x)
    {
        var target = MemoryMarshal.Cast<double, Vector<double>>(y);
        var source = MemoryMarshal.Cast<double, Vector<double>>(x);
        for (var i = 0; i < target.Length; i++)
            target[i] += w * source[i];
        for (var i = target.Length * Vector<double>.Count; i < y.Length; i++)
            y[i] += w * x[i];
    }

    /// <summary>y[o, r stride + s dilation - pad, c stride + t dilation - pad] gathers w[i, o, s, t] x[i, r, c], and b[o].</summary>
    public static Value Transposed(ConvTranspose2D op, Value x, Shape shape, double[][] p)
    {
        var y = Value.Zeros(shape);
        var (inPerGroup, outPerGroup) = (x.Channels / op.Groups, y.Channels / op.Groups);
        for (var o = 0; o < y.Channels; o++)
        for (var i = o / outPerGroup * inPerGroup; i < ((o / outPerGroup) + 1) * inPerGroup; i++)
        for (var s = 0; s < op.Kernel.Height; s++)
        for (var t = 0; t < op.Kernel.Width; t++)
        for (var r = 0; r < x.Height; r++)
        for (var c = 0; c < x.Width; c++)
        {
            var row = (r * op.Stride.Height) + (s * op.Dilation.Height) - op.Padding.Top;
            var column = (c * op.Stride.Width) + (t * op.Dilation.Width) - op.Padding.Left;
            if (row >= 0 && row < y.Height && column >= 0 && column < y.Width)
                y[o, row, column] += p[0][(((((i * outPerGroup) + (o % outPerGroup)) * op.Kernel.Height) + s) * op.Kernel.Width) + t] * x[i, r, c];
        }

        return op.HasBias ? ElementwiseMaps.Affine(y, null, p[1]) : y;
    }
}
