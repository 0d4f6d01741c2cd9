namespace ILGPU;

/// <summary>A view of neighbouring elements.</summary>
public interface IContiguousArrayView : IArrayView
{
    /// <summary>The elements before the view in its memory.</summary>
    long Index { get; }

    /// <summary>The bytes before the view in its memory.</summary>
    long IndexInBytes { get; }
}
