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
