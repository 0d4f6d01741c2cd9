namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>
/// What a tile sums: for each of its rows Σ number · vector, where the vectors of a sum are equally distant and the numbers of a row are neighbours
/// but for the gaps between segments.
/// </summary>
internal unsafe struct ProductTile
{
    /// <summary>The first row's first number; those of each row are <see cref="RowStep"/> floats behind those of the one before.</summary>
    public float* Numbers;

    /// <summary>The first vector of the sum, and the second one's distance from it.</summary>
    public float* Vectors;

    /// <summary>The first row's sums.</summary>
    public float* Sums;

    /// <inheritdoc cref="Numbers"/>
    public nint RowStep;

    /// <summary>Floats from a vector to the next of the sum, and from the first of a row to the second.</summary>
    public nint VectorStep, SecondVector;

    /// <summary>Floats from the sums of a row to those of the next, and from the first vector of them to the second.</summary>
    public nint SumStep, SecondSum;

    /// <summary>Numbers of a row, and those of its first segment; segments behind it have <see cref="SegmentLength"/>, the last what is left.</summary>
    public int Length, FirstLength, SegmentLength;

    /// <summary>Floats from the end of a segment to the next.</summary>
    public nint Gap;
}
