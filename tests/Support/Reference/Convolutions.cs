using System;
using System.Numerics;
using System.Threading.Tasks;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Tests.Support.Reference;

/// <summary>Convolution and its adjoint, by definition: one multiplication an edge, and no edges from padding.</summary>
internal static class Convolutions
{
    /// <summary>y[o, r, c] = b[o] + sum over i, s, t of w[o, i, s, t] x[i, r stride + s dilation - pad, c stride + t dilation - pad].</summary>
    public static Value Conv(Conv2D op, Value x, Shape shape, double[][] p)
    {
        var y = Value.Zeros(shape);
        var (inPerGroup, outPerGroup) = (x.Channels / op.Groups, y.Channels / op.Groups);
        Parallel.For(0, y.Channels, o =>
        {
            for (var i = 0; i < inPerGroup; i++)
            for (var s = 0; s < op.Kernel.Height; s++)
            for (var t = 0; t < op.Kernel.Width; t++)
            {
                var w = p[0][(((((o * inPerGroup) + i) * op.Kernel.Height) + s) * op.Kernel.Width) + t];
                var (first, end) = Inside(x.Width, y.Width, op.Stride.Width, (t * op.Dilation.Width) - op.Padding.Left);
                for (var r = 0; r < y.Height; r++)
                {
                    var row = (r * op.Stride.Height) + (s * op.Dilation.Height) - op.Padding.Top;
                    if (row < 0 || row >= x.Height || first >= end)
                        continue;

                    var column = (first * op.Stride.Width) + (t * op.Dilation.Width) - op.Padding.Left;
                    AddScaled(y.Row(o, r)[first..end], w, x.Row((o / outPerGroup * inPerGroup) + i, row)[column..], op.Stride.Width);
                }
            }
        });
        return op.HasBias ? Elementwise.Affine(y, null, p[1]) : y;
    }

    /// <summary>y[o, r stride + s dilation - pad, c stride + t dilation - pad] gathers w[i, o, s, t] x[i, r, c], and b[o].</summary>
    public static Value Transposed(ConvTranspose2D op, Value x, Shape shape, double[][] p)
    {
        var y = Value.Zeros(shape);
        var (inPerGroup, outPerGroup) = (x.Channels / op.Groups, y.Channels / op.Groups);
        Parallel.For(0, y.Channels, o =>
        {
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
        });
        return op.HasBias ? Elementwise.Affine(y, null, p[1]) : y;
    }

    /// <summary>The outputs c in [first, end) whose input c stride + offset lies inside.</summary>
    private static (int First, int End) Inside(int inputs, int outputs, int stride, int offset)
    {
        var first = offset >= 0 ? 0 : (-offset + stride - 1) / stride;
        var end = inputs <= offset ? 0 : ((inputs - 1 - offset) / stride) + 1;
        return (first, Math.Min(end, outputs));
    }

    private static void AddScaled(Span<double> y, double w, Span<double> x, int stride)
    {
        var i = 0;
        for (; stride == 1 && i <= y.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(y[i..]) + (w * new Vector<double>(x[i..]))).CopyTo(y[i..]);
        for (; i < y.Length; i++)
            y[i] += w * x[i * stride];
    }
}
