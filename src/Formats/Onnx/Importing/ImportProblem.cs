using System;
using System.Diagnostics.CodeAnalysis;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Why a node cannot be imported; it becomes an <see cref="UnsupportedNode"/>.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown and caught in this folder only.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Thrown and caught in this folder only.")]
internal sealed class ImportProblem(string reason) : Exception(reason);
