namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>The features of all heads in a sequence: the channels from one on of a map of one row, a token a position.</summary>
internal readonly unsafe struct HeadPart(float* tokens, Map map, int first)
{
    private readonly float* _tokens = tokens;
    private readonly int _first = first;

    /// <summary>Floats from one block of channels to the next.</summary>
    public nint Block { get; } = map.Block;

    /// <summary>The lane of a head's first feature in its block.</summary>
    /// <param name="feature">The head's first feature, of those of all heads.</param>
    public int Lane(int feature) => (_first + feature) % Map.Lanes;

    /// <summary>The block of a head's first feature at the first token of a sample.</summary>
    /// <param name="offset">Where the sample lies.</param>
    /// <param name="feature">The head's first feature, of those of all heads.</param>
    public float* Start(nint offset, int feature) => _tokens + offset + ((nint)((_first + feature) / Map.Lanes) * Block);
}
