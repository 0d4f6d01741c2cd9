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

    internal UnsupportedModelException(string file, IReadOnlyList<UnsupportedNode> nodes)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {nodes.Count} {(nodes.Count == 1 ? "node" : "nodes")} cannot be imported:\n  {string.Join("\n  ", nodes)}")) =>
        (File, Nodes) = (file, nodes);

    /// <summary>The model's path.</summary>
    public string? File { get; }

    /// <summary>The nodes, in the model's order.</summary>
    public IReadOnlyList<UnsupportedNode> Nodes { get; } = [];
}
