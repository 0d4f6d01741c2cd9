namespace NetSpec.Runtime.Kernels.Costs.Tiles;

/// <summary>
/// What a tile sums: for lanes of the input in two halves, and some channels of the gradient, of one block or of two,
/// Σ input · gradient over a band of pixels.
/// </summary>
internal unsafe struct CostTile
{
    /// <summary>The first lane of the first half at the first pixel; the gradient's first channel there.</summary>
    public float* Input, Gradient;

    /// <summary>Floats from the first lane of the first half to that of the second.</summary>
    public nint InHalf;

    /// <summary>Floats from one pixel, row and block to the next.</summary>
    public nint InPixel, InRow, GradientRow, GradientBlock;

    /// <summary>Rows of the band and pixels of a row.</summary>
    public int Rows, Pixels;

    /// <summary>The first lane's sums; those of each lane are <see cref="SumStep"/> floats behind those of the one before.</summary>
    public float* Sums;

    /// <inheritdoc cref="Sums"/>
    public nint SumStep;

    /// <summary>Whether to add to the sums that are there.</summary>
    public bool Adds;
}
