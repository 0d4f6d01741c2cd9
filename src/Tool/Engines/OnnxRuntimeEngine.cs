using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Formats.Onnx;
using NetSpec.Hosting.Comparing;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Engines;

/// <summary>A model in ONNX Runtime, called with the samples of the net that was imported from it.</summary>
/// <param name="runtime">The model.</param>
/// <param name="model">What was imported from it.</param>
internal sealed class OnnxRuntimeEngine(OnnxRuntime runtime, ImportedModel model) : IReferenceEngine
{
    public string Name => $"ONNX Runtime {OnnxRuntime.Version}";

    public double[][] Run(float[][] inputs)
    {
        var samples = model.Inputs.Zip(inputs).ToDictionary(pair => pair.First.ModelName, pair => Sample(pair.First, pair.Second), StringComparer.Ordinal);
        var given = runtime.Inputs.Select(name => samples.TryGetValue(name, out var sample)
            ? sample
            : throw new ToolException($"ONNX Runtime asks for an input '{name}', which is not read"));
        var outputs = runtime.Outputs.Zip(runtime.Run(1, [.. given])).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        return [.. model.Outputs.Select(output => Array.ConvertAll(outputs[output.ModelName], value => (double)value))];
    }

    private static (float[] Values, IReadOnlyList<int> Dims) Sample(ImportedPort input, float[] values) =>
        (input.IsChannelsLast ? ChannelsLast(values, input.ModelShape) : values, input.ModelShape);

    /// <summary>Channels x height x width as height x width x channels.</summary>
    private static float[] ChannelsLast(float[] sample, IReadOnlyList<int> shape)
    {
        var (positions, channels) = (shape[0] * shape[1], shape[2]);
        var turned = new float[sample.Length];
        for (var channel = 0; channel < channels; channel++)
        {
            for (var position = 0; position < positions; position++)
            {
                turned[(position * channels) + channel] = sample[(channel * positions) + position];
            }
        }

        return turned;
    }
}
