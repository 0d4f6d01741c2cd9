using System;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>The bytes of a safetensors file, from wherever they come.</summary>
internal abstract class TensorSource(string name) : IDisposable
{
    /// <summary>The name for messages.</summary>
    public string Name { get; } = name;

    /// <summary>The number of bytes, null if that is not known before the end.</summary>
    public abstract long? Length { get; }

    /// <summary>Fills a span with the bytes from a position on.</summary>
    /// <exception cref="SafetensorsException">The bytes end before.</exception>
    public abstract void Read(long position, Span<byte> target);

    public abstract void Dispose();

    protected SafetensorsException Ended(long position) => new(Name, null, $"it ends after {position} bytes, before its header says.");
}
