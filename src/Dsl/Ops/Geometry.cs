namespace NetSpec.Dsl.Ops;

/// <summary>A height and a width: of a kernel, a stride, a dilation.</summary>
public readonly record struct Extent(int Height, int Width);

/// <summary>Rows and columns without neurons around a map, per side.</summary>
public readonly record struct Padding(int Top, int Left, int Bottom, int Right)
{
    public static Padding All(int size) => new(size, size, size, size);
}

/// <summary>The window of a pooling op.</summary>
/// <param name="CeilMode">Round the output size up; a last window must start inside the map or its leading padding (PyTorch's rule).</param>
public sealed record Window(Extent Kernel, Extent Stride, Padding Padding, bool CeilMode)
{
    /// <summary>Whether each position is a window.</summary>
    public bool IsTrivial => Kernel == new Extent(1, 1) && Stride == new Extent(1, 1) && Padding == default;
}

/// <summary>Places without neurons before and behind a length.</summary>
public readonly record struct Ends(int Before, int After)
{
    /// <summary>The same on both sides of a map of one row.</summary>
    internal Padding OnRow => new(0, Before, 0, After);

    /// <summary>As an argument: a number, or (before, after).</summary>
    internal string Spell() => Before == After ? Rules.Text(Before) : $"({Rules.Text(Before)}, {Rules.Text(After)})";
}

/// <summary>The windows of a pooling op along a length.</summary>
/// <param name="CeilMode">As of <see cref="Window"/>.</param>
public sealed record LengthWindow(int Kernel, int Stride, Ends Padding, bool CeilMode)
{
    /// <summary>The same windows over a map of one row.</summary>
    internal Window OnRow => new(new(1, Kernel), new(1, Stride), Padding.OnRow, CeilMode);

    internal string Describe() => string.Concat(
        Rules.Text(Kernel),
        $", stride {Rules.Text(Stride)}",
        Padding == default ? "" : $", pad {Padding.Spell()}",
        CeilMode ? ", ceil" : "");

    /// <summary>As arguments, those that are empty included.</summary>
    internal string[] Spell() =>
    [
        Rules.Text(Kernel),
        Rules.Named("stride", Rules.Text(Stride), Rules.Text(Kernel)),
        Rules.Named("pad", Padding.Spell(), "0"),
        Rules.Named("ceil", Rules.Spell(CeilMode), "false"),
    ];
}
