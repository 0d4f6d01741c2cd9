using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Runtime.Weights;

/// <summary>A file holds numbers that their role does not allow, such as a negative variance: every such tensor, in one exception.</summary>
public sealed class ParameterRangeException : Exception
{
    private const int Shown = 8;

    /// <summary>Creates the exception.</summary>
    public ParameterRangeException()
    {
    }

    /// <summary>Creates the exception with its message.</summary>
    public ParameterRangeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and cause.</summary>
    public ParameterRangeException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ParameterRangeException(string file, IReadOnlyList<OutOfRangeValues> parameters)
        : base(Compose(file, parameters))
    {
        File = file;
        Parameters = parameters;
    }

    /// <summary>The file's path, or the name given for a stream.</summary>
    public string? File { get; }

    /// <summary>All tensors concerned, in the order of the network.</summary>
    public IReadOnlyList<OutOfRangeValues> Parameters { get; } = [];

    private static string Compose(string file, IReadOnlyList<OutOfRangeValues> parameters)
    {
        var lines = parameters.Take(Shown).Select(p => p.ToString());
        if (parameters.Count > Shown)
            lines = lines.Append(string.Create(CultureInfo.InvariantCulture, $"and {parameters.Count - Shown} more"));
        var tensors = string.Create(CultureInfo.InvariantCulture, $"{parameters.Count} {(parameters.Count == 1 ? "tensor" : "tensors")}");
        return $"{file} has values out of range, in {tensors}:\n  {string.Join("\n  ", lines)}\n{nameof(LoadOptions.AllowOutOfRange)} loads them as they are.";
    }
}
