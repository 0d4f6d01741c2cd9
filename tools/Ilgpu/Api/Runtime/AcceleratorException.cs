using System;

namespace ILGPU.Runtime;

/// <summary>A failure of a device.</summary>
public abstract class AcceleratorException : Exception
{
    protected AcceleratorException()
    {
    }

    protected AcceleratorException(string message)
        : base(message)
    {
    }

    protected AcceleratorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public abstract AcceleratorType AcceleratorType { get; }
}
