using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Formats.Onnx;

/// <summary>A model with nodes that the language cannot say: all of them at once.</summary>
public sealed class UnsupportedModelException : Exception
{
    /// <summary>Creates the exception.</summary>
    public UnsupportedModelException()
    {
    }

    /// <summary>Creates the exception with its message.</summary>
    public UnsupportedModelException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and cause.</summary>
    public UnsupportedModelException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <param name="file">The model's path.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="behind">Nodes that take what these would compute, whose own arguments could not be looked at.</param>
    internal UnsupportedModelException(string file, IReadOnlyList<UnsupportedNode> nodes, int behind = 0)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {nodes.Count} {(nodes.Count == 1 ? "node" : "nodes")} cannot be imported{Behind(behind)}:\n  {string.Join("\n  ", nodes)}")) =>
        (File, Nodes) = (file, nodes);

    /// <summary>The model's path.</summary>
    public string? File { get; }

    /// <summary>The nodes, in the model's order.</summary>
    public IReadOnlyList<UnsupportedNode> Nodes { get; } = [];

    private static string Behind(int behind) => behind == 0 ? ""
        : string.Create(CultureInfo.InvariantCulture, $" ({behind} behind them are of known operators, and were not looked at further)");
}
