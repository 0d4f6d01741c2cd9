namespace NetSpec.Runtime.Kernels.Functions;

/// <summary>Blocks of 16 lanes to which a function is applied.</summary>
internal unsafe struct PlaceRow
{
    /// <summary>The first block and its result, which may be the same.</summary>
    public float* From, To;

    /// <summary>Floats from a block to the next.</summary>
    public nint FromStep, ToStep;

    /// <summary>The function's numbers.</summary>
    public float First, Second;

    /// <summary>Lanes that hold a channel, 16 at most; the others become zero.</summary>
    public int Channels;
}
