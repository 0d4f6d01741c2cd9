using System;

namespace ILGPU.Runtime.Cuda;

/// <summary>A failure of a CUDA device.</summary>
public sealed class CudaException : AcceleratorException
{
    public CudaException()
    {
    }

    public CudaException(string message)
        : base(message)
    {
    }

    public CudaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public override AcceleratorType AcceleratorType => AcceleratorType.Cuda;
}
