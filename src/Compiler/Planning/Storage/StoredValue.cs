namespace NetSpec.Compiler.Planning.Storage;

/// <summary>A value in the workspace.</summary>
/// <param name="Name">The spec's name of its node.</param>
/// <param name="Place">Where it lies.</param>
/// <param name="Buffer">Index in <see cref="Plan.Buffers"/>.</param>
/// <param name="Written">The step that completes it.</param>
/// <param name="LastUse">The last step that reads it.</param>
internal sealed record StoredValue(string Name, Place Place, int Buffer, int Written, int LastUse);
