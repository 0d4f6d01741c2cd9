using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using NetSpec.Formats.Onnx;
using NetSpec.Hosting;

namespace NetSpec.Tool.Imports;

/// <summary>A model in ONNX Runtime, called with the samples of the net that was imported from it.</summary>
internal sealed class OnnxRuntimeEngine : IReferenceEngine, IDisposable
{
    private readonly InferenceSession _session;
    private readonly IReadOnlyList<ImportedPort> _inputs;
    private readonly List<string> _outputs;

    /// <param name="path">The model's file.</param>
    /// <param name="model">What was imported from it.</param>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime does not run the model.</exception>
    public OnnxRuntimeEngine(string path, ImportedModel model)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        _session = new(path, options);
        (_inputs, _outputs) = (model.Inputs, [.. model.Outputs.Select(output => output.ModelName)]);
    }

    public string Name => $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    /// <summary>Whether the model takes and gives single precision, which samples are in.</summary>
    public bool TakesFloats =>
        _session.InputMetadata.Values.Concat(_outputs.Select(output => _session.OutputMetadata[output])).All(port => port.ElementType == typeof(float));

    public double[][] Run(float[][] inputs)
    {
        using var run = new RunOptions();
        var names = _inputs.Select(input => input.ModelName).ToList();
        var values = _inputs.Zip(inputs, Value).ToList();
        try
        {
            using var results = _session.Run(run, names, values, _outputs);
            return [.. results.Select(result => First(result.GetTensorDataAsSpan<float>(), Batch(_inputs[0])))];
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    public void Dispose() => _session.Dispose();

    /// <summary>A model may have been exported for a batch of one size only; the sample stands in it as often.</summary>
    private long Batch(ImportedPort input) => _session.InputMetadata[input.ModelName].Dimensions is [> 0 and var batch, ..] ? batch : 1;

    /// <summary>The first sample of a batch.</summary>
    private static double[] First(ReadOnlySpan<float> values, long batch) =>
        Array.ConvertAll(values[..checked((int)(values.Length / batch))].ToArray(), value => (double)value);

    private OrtValue Value(ImportedPort input, float[] sample)
    {
        var one = input.IsChannelsLast ? ChannelsLast(sample, input.ModelShape) : sample;
        var batch = Batch(input);
        float[] all = [.. Enumerable.Range(0, (int)batch).SelectMany(_ => one)];
        return OrtValue.CreateTensorValueFromMemory(all, [batch, .. input.ModelShape.Select(dim => (long)dim)]);
    }

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
