using System;

namespace NetSpec.Ptx;

/// <summary>A kernel did what it must not. The message names the instruction and the thread.</summary>
public sealed class PtxException : Exception
{
    /// <summary>Without a message.</summary>
    public PtxException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What happened.</param>
    public PtxException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public PtxException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
