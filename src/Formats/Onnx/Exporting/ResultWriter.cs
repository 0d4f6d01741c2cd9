using System;
using System.Collections.Generic;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Exporting;

/// <summary>Writes the operator that has an op's result.</summary>
/// <param name="op">The operator.</param>
/// <param name="inputs">The names of its operands.</param>
/// <param name="with">Adds its attributes.</param>
internal delegate void ResultWriter(string op, IEnumerable<string> inputs, Func<NodeWriter, NodeWriter>? with = null);
