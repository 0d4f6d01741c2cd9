using System;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Runtime.Weights;

/// <summary>A file that is not a safetensors file, or does not hold what it promises.</summary>
public sealed class SafetensorsException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SafetensorsException()
    {
    }

    /// <summary>Creates the exception with its message.</summary>
    public SafetensorsException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and cause.</summary>
    public SafetensorsException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal SafetensorsException(string file, string? tensor, string problem, Exception? innerException = null)
        : base(tensor is null ? $"{file}: {problem}" : $"{file}: tensor {Quoted.Name(tensor)}: {problem}", innerException)
    {
        File = file;
        Tensor = tensor;
    }

    /// <summary>The file's path, or the name given for a stream.</summary>
    public string? File { get; }

    /// <summary>The tensor concerned, if the problem is one tensor's.</summary>
    public string? Tensor { get; }
}
