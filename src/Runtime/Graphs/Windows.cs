using System;

namespace NetSpec.Runtime.Graphs;

/// <summary>How many windows fit along a side, with checks of their geometry.</summary>
internal static class Windows
{
    public static int Count(Layer layer, int size, int kernel, int stride, int before, int after, int dilation = 1)
    {
        CheckSteps(layer, kernel, stride, dilation);
        var room = (long)size + before + after - ((long)dilation * (kernel - 1)) - 1;
        if (before < 0 || after < 0 || room < 0)
            throw new ArgumentException(
                $"The layer '{layer.Name}' has a kernel of {kernel} over a side of {size}, padded by {before} and {after}; it must fit.");
        return (int)(room / stride) + 1;
    }

    /// <summary>A pool's windows may be one more than fit (its ceil mode); each must hold a neuron.</summary>
    public static void CheckPool(Layer layer, int windows, int size, int kernel, int stride, int before, int after)
    {
        var fit = Count(layer, size, kernel, stride, before, after);
        var last = ((windows - 1L) * stride) - before;
        if ((windows != fit && windows != fit + 1) || before >= kernel || last >= size || last + kernel <= 0)
            throw new ArgumentException(
                $"The layer '{layer.Name}' has {windows} windows along a side of {size} where {fit} fit, each with at least one neuron.");
    }

    public static void CheckSteps(Layer layer, int kernel, int stride, int dilation)
    {
        if (kernel < 1 || stride < 1 || dilation < 1)
            throw new ArgumentException(
                $"The layer '{layer.Name}' has a kernel of {kernel}, a stride of {stride} and a dilation of {dilation}; each must be at least 1.");
    }

    public static void CheckGroups(Layer layer, Extent source, int groups)
    {
        if (groups < 1 || source.Channels % groups != 0 || layer.Shape.Channels % groups != 0)
            throw new ArgumentException(
                $"The layer '{layer.Name}' has {groups} groups, which do not divide {source.Channels} channels in and {layer.Shape.Channels} out.");
    }
}
