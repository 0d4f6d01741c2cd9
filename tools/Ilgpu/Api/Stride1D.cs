namespace ILGPU;

/// <summary>How the elements of a one-dimensional view follow each other.</summary>
public interface IStride1D
{
    int XStride { get; }
}

/// <summary>The strides of one-dimensional views.</summary>
public static class Stride1D
{
    /// <summary>Elements side by side.</summary>
    public readonly struct Dense : IStride1D
    {
        public int XStride => 1;
    }
}
