using System.Collections.Generic;

namespace NetSpec.Formats.Onnx;

/// <summary>An input or output of an imported net, and what it is in the model.</summary>
/// <param name="Name">Its name in the spec.</param>
/// <param name="ModelName">Its name in the model.</param>
/// <param name="ModelShape">The dimensions that the model gives it, without the batch; of an output, those of the spec.</param>
/// <param name="IsChannelsLast">
/// Whether the model has the channels of a map last, where the net has them first. Else its numbers stand in the same order.
/// </param>
public sealed record ImportedPort(string Name, string ModelName, IReadOnlyList<int> ModelShape, bool IsChannelsLast);

/// <summary>The inputs and outputs of an imported net.</summary>
internal sealed record ImportedPorts(IReadOnlyList<ImportedPort> Inputs, IReadOnlyList<ImportedPort> Outputs);
