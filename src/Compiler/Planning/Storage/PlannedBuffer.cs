namespace NetSpec.Compiler.Planning.Storage;

/// <summary>Memory for one or more values that live inside one another.</summary>
/// <param name="Offset">Its first float in a sample's region.</param>
/// <param name="Size">Its floats.</param>
/// <param name="First">The first step that uses it.</param>
/// <param name="Last">The last one.</param>
internal sealed record PlannedBuffer(int Offset, int Size, int First, int Last);
