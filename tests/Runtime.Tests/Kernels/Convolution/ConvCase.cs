using System;

namespace NetSpec.Runtime.Tests.Kernels.Convolution;

/// <summary>A convolution of any shape, and its definition.</summary>
internal sealed record ConvCase
{
    public int InChannels { get; init; } = 1;
    public int InHeight { get; init; } = 1;
    public int InWidth { get; init; } = 1;
    public int OutChannels { get; init; } = 1;
    public int KernelHeight { get; init; } = 1;
    public int KernelWidth { get; init; } = 1;
    public int StrideHeight { get; init; } = 1;
    public int StrideWidth { get; init; } = 1;
    public int PadTop { get; init; }
    public int PadLeft { get; init; }
    public int PadBottom { get; init; }
    public int PadRight { get; init; }
    public int DilationHeight { get; init; } = 1;
    public int DilationWidth { get; init; } = 1;
    public int OutputPadHeight { get; init; }
    public int OutputPadWidth { get; init; }
    public int Groups { get; init; } = 1;
    public int OutBorder { get; init; }
    public int ResidualBorder { get; init; }
    public int ExtraBorder { get; init; }
    public bool Transposed { get; init; }
    public bool Planar { get; init; }
    public bool Relu { get; init; }
    public bool HasResidual { get; init; }
    public bool InPlace { get; init; }
    public int Images { get; init; } = 1;

    public int OutHeight => Side(InHeight, KernelHeight, StrideHeight, PadTop + PadBottom, DilationHeight, OutputPadHeight);

    public int OutWidth => Side(InWidth, KernelWidth, StrideWidth, PadLeft + PadRight, DilationWidth, OutputPadWidth);

    /// <summary>The least border that covers the kernel's reach.</summary>
    public int InBorder => ExtraBorder + Math.Max(
        Reach(InHeight, OutHeight, KernelHeight, StrideHeight, PadTop, DilationHeight),
        Reach(InWidth, OutWidth, KernelWidth, StrideWidth, PadLeft, DilationWidth));

    public int WeightCount => OutChannels * (InChannels / Groups) * KernelHeight * KernelWidth;

    public bool IsValid => OutHeight >= 1 && OutWidth >= 1 && OutHeight * OutWidth * OutChannels < 60000;

    public static ConvCase Random(Random random, bool transposed)
    {
        while (true)
        {
            var groups = random.Next(3) > 0 ? 1 : Pick(random, 1, 2, 3, 4, 8, 16, 17, 33);
            var perGroup = Pick(random, 1, 1, 2, 3, 15, 16, 17, 32, 33);
            var depthwise = groups > 1 && random.Next(2) == 0;
            var (dilationHeight, dilationWidth) = random.Next(4) == 0 ? (random.Next(1, 4), random.Next(1, 4)) : (1, 1);
            var (strideHeight, strideWidth) = (Pick(random, 1, 1, 1, 2, 3), Pick(random, 1, 1, 1, 2, 3, 4));
            var c = new ConvCase
            {
                Groups = groups,
                InChannels = depthwise ? groups : groups * perGroup,
                OutChannels = depthwise ? groups * Pick(random, 1, 1, 2) : groups * Pick(random, 1, 2, 3, 15, 16, 17, 33, 48, 64),
                InHeight = random.Next(1, 19),
                InWidth = Pick(random, 1, 2, 3, 5, 7, 7, 8, 13, 14, 15, 17, 28, 31),
                KernelHeight = Pick(random, 1, 1, 2, 3, 3, 5, 7),
                KernelWidth = Pick(random, 1, 1, 2, 3, 3, 5, 11),
                StrideHeight = strideHeight,
                StrideWidth = strideWidth,
                PadTop = random.Next(4),
                PadLeft = random.Next(4),
                PadBottom = random.Next(4),
                PadRight = random.Next(4),
                DilationHeight = dilationHeight,
                DilationWidth = dilationWidth,
                OutputPadHeight = transposed ? random.Next(strideHeight) : 0,
                OutputPadWidth = transposed ? random.Next(strideWidth) : 0,
                OutBorder = random.Next(3),
                ResidualBorder = random.Next(3),
                ExtraBorder = random.Next(2),
                Transposed = transposed,
                Planar = groups == 1 && perGroup < 16 && random.Next(2) == 0,
                Relu = random.Next(2) == 0,
                HasResidual = random.Next(3) == 0,
                InPlace = random.Next(2) == 0,
                Images = random.Next(1, 4),
            };
            c = c.InPlace ? c with { ResidualBorder = c.OutBorder } : c;
            if (c.IsValid && c.InChannels * c.OutChannels / c.Groups * c.KernelHeight * c.KernelWidth * c.OutHeight * (long)c.OutWidth < 4_000_000)
            {
                return c;
            }
        }
    }

    /// <summary>The definition, term by term.</summary>
    public Tensor Apply(Tensor input, float[] weight, double[] scale, double[] shift, Tensor? residual)
    {
        var (inPerGroup, outPerGroup) = (InChannels / Groups, OutChannels / Groups);
        var result = new Tensor(OutChannels, OutHeight, OutWidth);
        for (var oc = 0; oc < OutChannels; oc++)
        {
            var group = oc / outPerGroup;
            for (var y = 0; y < OutHeight; y++)
            {
                for (var x = 0; x < OutWidth; x++)
                {
                    var (sum, magnitude) = (0.0, 0.0);
                    for (var i = 0; i < inPerGroup; i++)
                    {
                        var ic = (group * inPerGroup) + i;
                        for (var ky = 0; ky < KernelHeight; ky++)
                        {
                            for (var kx = 0; kx < KernelWidth; kx++)
                            {
                                var term = Transposed
                                    ? TransposedInput(input, ic, y, x, ky, kx) * weight[((((ic * outPerGroup) + (oc % outPerGroup)) * KernelHeight) + ky) * KernelWidth + kx]
                                    : input.Padded(ic, (y * StrideHeight) - PadTop + (ky * DilationHeight), (x * StrideWidth) - PadLeft + (kx * DilationWidth))
                                        * weight[((((oc * inPerGroup) + i) * KernelHeight) + ky) * KernelWidth + kx];
                                sum += term;
                                magnitude += Math.Abs(term);
                            }
                        }
                    }

                    var value = (sum * scale[oc]) + shift[oc] + (residual?[oc, y, x] ?? 0);
                    magnitude = (magnitude * Math.Abs(scale[oc])) + Math.Abs(shift[oc]) + Math.Abs(residual?[oc, y, x] ?? 0);
                    result.Set(oc, y, x, Relu ? Math.Max(0, value) : value, magnitude);
                }
            }
        }

        return result;
    }

    private double TransposedInput(Tensor input, int channel, int y, int x, int ky, int kx)
    {
        var (row, column) = (y + PadTop - (ky * DilationHeight), x + PadLeft - (kx * DilationWidth));
        return row % StrideHeight == 0 && column % StrideWidth == 0 ? input.Padded(channel, row / StrideHeight, column / StrideWidth) : 0;
    }

    private int Side(int size, int kernel, int stride, int padding, int dilation, int outputPad) => Transposed
        ? ((size - 1) * stride) - padding + (dilation * (kernel - 1)) + 1 + outputPad
        : size + padding < (dilation * (kernel - 1)) + 1 ? 0 : ((size + padding - (dilation * (kernel - 1)) - 1) / stride) + 1;

    private int Reach(int size, int outputs, int kernel, int stride, int pad, int dilation)
    {
        var span = (kernel - 1) * dilation;
        return Transposed
            ? Math.Max(0, Math.Max((span - pad) / stride, ((outputs - 1 + pad) / stride) - (size - 1)))
            : Math.Max(pad, ((outputs - 1) * stride) - pad + span - (size - 1));
    }

    private static int Pick(Random random, params ReadOnlySpan<int> values) => values[random.Next(values.Length)];
}
