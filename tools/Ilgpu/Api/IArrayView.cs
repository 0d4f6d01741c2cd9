using ILGPU.Runtime;

namespace ILGPU;

/// <summary>What all views have.</summary>
public interface IArrayView
{
    /// <summary>The memory that is looked at; null for a view of nothing.</summary>
    MemoryBuffer Buffer { get; }

    bool IsValid { get; }

    long Length { get; }

    int ElementSize { get; }

    long LengthInBytes { get; }
}
