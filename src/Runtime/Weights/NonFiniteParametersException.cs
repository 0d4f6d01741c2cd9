using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Runtime.Weights;

/// <summary>A file holds NaN, infinity or doubles beyond single precision: every such tensor, in one exception.</summary>
public sealed class NonFiniteParametersException : Exception
{
    private const int Shown = 8;

    /// <summary>Creates the exception.</summary>
    public NonFiniteParametersException()
    {
    }

    /// <summary>Creates the exception with its message.</summary>
    public NonFiniteParametersException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and cause.</summary>
    public NonFiniteParametersException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal NonFiniteParametersException(string file, IReadOnlyList<NonFiniteValues> parameters)
        : base(Compose(file, parameters))
    {
        File = file;
        Parameters = parameters;
    }

    /// <summary>The file's path, or the name given for a stream.</summary>
    public string? File { get; }

    /// <summary>All tensors concerned, in the order of the file.</summary>
    public IReadOnlyList<NonFiniteValues> Parameters { get; } = [];

    private static string Compose(string file, IReadOnlyList<NonFiniteValues> parameters)
    {
        var lines = parameters.Take(Shown).Select(p => p.ToString());
        if (parameters.Count > Shown)
            lines = lines.Append($"and {(parameters.Count - Shown).ToString(CultureInfo.InvariantCulture)} more");
        var count = parameters.Count.ToString(CultureInfo.InvariantCulture);
        var tensors = parameters.Count == 1 ? "tensor" : "tensors";
        return $"{file} has values that are not finite, in {count} {tensors}:\n  {string.Join("\n  ", lines)}\n{nameof(LoadOptions.AllowNonFinite)} "
            + $"loads them as they are.";
    }
}
