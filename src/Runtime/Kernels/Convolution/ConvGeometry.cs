using System;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>From the constants of a shape to the distances of a <see cref="ConvJob"/>.</summary>
internal static class ConvGeometry
{
    /// <summary>Floats from one row, and one pixel, of the input to the next.</summary>
    public static (nint Row, nint Pixel) InSteps(IConvShape s)
    {
        nint pixel = s.InPlanar ? 1 : Map.Lanes;
        return ((s.InWidth + (2 * s.InBorder)) * pixel, pixel);
    }

    /// <summary>
    /// The distances that do not depend on stride and padding, for a kernel of some rows and columns of taps whose
    /// outputs form a dense map.
    /// </summary>
    public static ConvJob Of(IConvShape s, ConvChannels channels, int rows, int columns, int dilationHeight, int dilationWidth, int outHeight, int outWidth)
    {
        var (row, pixel) = InSteps(s);
        var inBlock = (s.InHeight + (2 * s.InBorder)) * row;
        var output = new Map(0, s.OutChannels, s.OutHeight, s.OutWidth, s.OutBorder);
        var residual = new Map(0, s.OutChannels, s.OutHeight, s.OutWidth, s.ResidualBorder);

        var inset = s.InBorder * (row + pixel);

        // Neighbouring taps of a row are one stretch of floats.
        var joined = dilationWidth == 1 || columns <= 1;
        return new ConvJob
        {
            InBlock = inBlock,
            InTapRow = dilationHeight * row,
            InTap = dilationWidth * pixel,
            InGroup = channels.InBlocks * inBlock,
            Blocks = channels.InBlocks,
            KernelRows = rows,
            Segments = joined ? 1 : columns,
            Length = joined ? columns * channels.InLanes : channels.InLanes,
            OutRow = output.Row,
            OutPixel = Map.Lanes,
            OutBlock = output.Block,
            ResidualRow = residual.Row,
            ResidualPixel = Map.Lanes,
            ResidualBlock = residual.Block,
            InExtent = (inset, (channels.SuperGroups * channels.InBlocks * inBlock) - inset),
            OutExtent = (output.Inset, (output.Blocks * output.Block) - output.Inset),
            ResidualExtent = (residual.Inset, (residual.Blocks * residual.Block) - residual.Inset),
            OutHeight = outHeight,
            OutWidth = outWidth,
            OutBlocks = channels.OutBlocks,
            Groups = channels.SuperGroups,
        };
    }

    /// <summary>The distances of a convolution that reads all its taps directly.</summary>
    public static ConvJob Direct(IConvShape s, ConvChannels channels)
    {
        var job = Of(s, channels, s.KernelHeight, s.KernelWidth, s.DilationHeight, s.DilationWidth, s.OutHeight, s.OutWidth);
        var (row, pixel) = InSteps(s);
        job.InStart = (-s.PadTop * row) - (s.PadLeft * pixel);
        job.InRow = s.StrideHeight * row;
        job.InPixel = s.StrideWidth * pixel;
        return job;
    }

    /// <summary>Whether every channel is a group, so that no channel sees another.</summary>
    public static bool IsDepthwise(IConvShape s) => s.Groups > 1 && s.Groups == s.InChannels && s.Groups == s.OutChannels && !s.InPlanar;

    /// <summary>Refuses weights or an epilogue of another size.</summary>
    public static void Check(IConvShape s, int weights, Epilogue epilogue)
    {
        epilogue.CheckChannels(s.OutChannels);
        var expected = (long)s.OutChannels * (s.InChannels / s.Groups) * s.KernelHeight * s.KernelWidth;
        if (weights != expected)
        {
            throw new ArgumentException($"The layer has {expected} weights, not {weights}.");
        }
    }

    /// <summary>Refuses a convolution that reaches over the borders of its input.</summary>
    public static void CheckReach(IConvShape s)
    {
        CheckReach(s, -s.PadTop, ((s.OutHeight - 1) * s.StrideHeight) - s.PadTop + ((s.KernelHeight - 1) * s.DilationHeight), s.InHeight);
        CheckReach(s, -s.PadLeft, ((s.OutWidth - 1) * s.StrideWidth) - s.PadLeft + ((s.KernelWidth - 1) * s.DilationWidth), s.InWidth);
    }

    /// <summary>Refuses a border that a kernel reaches over.</summary>
    public static void CheckReach(IConvShape s, int first, int last, int size)
    {
        if (first < -s.InBorder || last >= size + s.InBorder)
        {
            throw new ArgumentException($"The kernel reaches positions {first} to {last} of {size} with a border of {s.InBorder}.");
        }
    }

    /// <summary>What results are raised to: nothing, or zero by a ReLU.</summary>
    public static float Floor(bool relu) => relu ? 0 : float.NegativeInfinity;

    /// <summary>Refuses weights that were packed for another shape, and a residual that is missing or too much.</summary>
    public static void CheckRun(Type packed, Type shape, bool hasResidual, int residual)
    {
        if (packed != shape || hasResidual != (residual >= 0))
        {
            ThrowRun(packed, shape, hasResidual);
        }
    }

    /// <summary>Refuses weights that were packed for another shape.</summary>
    public static void CheckPacked(Type packed, Type shape)
    {
        if (packed != shape)
        {
            ThrowRun(packed, shape, hasResidual: false);
        }
    }

    private static void ThrowRun(Type packed, Type shape, bool hasResidual) => throw new ArgumentException(packed != shape
        ? $"The weights were packed for {packed.Name}, not for {shape.Name}."
        : $"{shape.Name} has {(hasResidual ? "a" : "no")} residual.");
}
