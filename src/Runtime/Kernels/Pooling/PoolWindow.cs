using System.ComponentModel;

namespace NetSpec.Runtime.Kernels.Pooling;

/// <summary>The window of a pool. A ceil mode shows in the size of the result only.</summary>
/// <param name="kernelHeight">Rows.</param>
/// <param name="kernelWidth">Columns.</param>
/// <param name="strideHeight">Rows from one window to the next.</param>
/// <param name="strideWidth">Columns from one window to the next.</param>
/// <param name="padTop">Declared padding above.</param>
/// <param name="padLeft">Declared padding on the left.</param>
/// <param name="padBottom">Declared padding below.</param>
/// <param name="padRight">Declared padding on the right.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PoolWindow(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int padTop, int padLeft, int padBottom, int padRight)
{
    /// <summary>Rows.</summary>
    public int KernelHeight { get; } = kernelHeight;

    /// <summary>Columns.</summary>
    public int KernelWidth { get; } = kernelWidth;

    /// <summary>Rows from one window to the next.</summary>
    public int StrideHeight { get; } = strideHeight;

    /// <summary>Columns from one window to the next.</summary>
    public int StrideWidth { get; } = strideWidth;

    /// <summary>Declared padding above.</summary>
    public int PadTop { get; } = padTop;

    /// <summary>Declared padding on the left.</summary>
    public int PadLeft { get; } = padLeft;

    /// <summary>Declared padding below.</summary>
    public int PadBottom { get; } = padBottom;

    /// <summary>Declared padding on the right.</summary>
    public int PadRight { get; } = padRight;
}
