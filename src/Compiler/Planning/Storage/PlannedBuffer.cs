namespace NetSpec.Compiler.Planning.Storage;

/// <summary>Memory for one or more values that live inside one another.</summary>
/// <param name="Offset">Its first float in a sample's region, or in the head's.</param>
/// <param name="Size">Its floats.</param>
/// <param name="First">The first step that uses it.</param>
/// <param name="Last">The last one.</param>
internal sealed record PlannedBuffer(int Offset, int Size, int First, int Last)
{
    /// <summary>Whether it is in the head's memory.</summary>
    public bool IsHead { get; init; }
}
