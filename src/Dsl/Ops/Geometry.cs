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
public sealed record Window(Extent Kernel, Extent Stride, Padding Padding, bool CeilMode);

/// <summary>The Kronecker-sparse pattern (a, b, c, d): support I_a ⊗ 1_{b×c} ⊗ I_d (spec §9, thesis T2339-2690).</summary>
public readonly record struct KsPattern(int A, int B, int C, int D)
{
    /// <summary>a·c·d features in.</summary>
    public long Columns => (long)A * C * D;

    /// <summary>a·b·d features out.</summary>
    public long Rows => (long)A * B * D;

    /// <summary>a·b·c·d non-zeros, stored as (a, b, c, d).</summary>
    public long NonZeros => (long)A * B * C * D;
}
