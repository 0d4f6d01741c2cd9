using System;

namespace NetSpec.Formats;

/// <summary>A file that is not of the format that it is read as, or does not hold what it promises.</summary>
public sealed class ModelFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ModelFormatException()
    {
    }

    /// <summary>Creates the exception with its message.</summary>
    public ModelFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and cause.</summary>
    public ModelFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ModelFormatException(string file, string problem, Exception? innerException = null)
        : base($"{file}: {problem}", innerException) => File = file;

    /// <summary>The file's path, or the name given for a stream.</summary>
    public string? File { get; }
}
