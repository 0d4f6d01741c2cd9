using System;
using System.ComponentModel;

namespace NetSpec.Runtime.Paths;

/// <summary>The forward pass of a network with one input and one output, batch first.</summary>
/// <param name="input">batch x input.</param>
/// <param name="output">batch x output.</param>
/// <param name="batch">Samples.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ForwardPass(ReadOnlySpan<float> input, Span<float> output, int batch);
