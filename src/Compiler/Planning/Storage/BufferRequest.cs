namespace NetSpec.Compiler.Planning.Storage;

/// <summary>Memory that is needed for a while.</summary>
/// <param name="Size">Floats.</param>
/// <param name="First">The first operation that uses it.</param>
/// <param name="Last">The last one.</param>
internal readonly record struct BufferRequest(long Size, int First, int Last)
{
    /// <summary>Whether both are needed during some operation.</summary>
    public bool Meets(BufferRequest other) => First <= other.Last && other.First <= Last;
}
