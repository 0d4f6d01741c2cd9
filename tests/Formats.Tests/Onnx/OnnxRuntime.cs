using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NetSpec.Dsl.Graph;

namespace NetSpec.Formats.Tests.Onnx;

/// <summary>What ONNX Runtime computes of a model.</summary>
internal sealed class OnnxRuntime : IDisposable
{
    private readonly InferenceSession _session;

    /// <param name="model">The path of a model.</param>
    public OnnxRuntime(string model)
    {
        using var options = Options();
        _session = new(model, options);
    }

    /// <param name="model">The bytes of a model.</param>
    public OnnxRuntime(byte[] model)
    {
        using var options = Options();
        _session = new(model, options);
    }

    public IReadOnlyList<string> Inputs => _session.InputNames;

    /// <summary>The outputs for a batch, in the model's order.</summary>
    /// <param name="batch">How many samples.</param>
    /// <param name="inputs">The samples one after another, and the dimensions of one, for each input in the model's order.</param>
    public float[][] Run(int batch, params (float[] Values, int[] Dims)[] inputs)
    {
        using var run = new RunOptions();
        var values = inputs.Select((input, i) => Value(_session.InputNames[i], input.Values, [batch, .. input.Dims.Select(dim => (long)dim)])).ToList();
        using var results = _session.Run(run, _session.InputNames, values, _session.OutputNames);
        var outputs = results.Select(result => result.GetTensorDataAsSpan<float>().ToArray()).ToArray();
        values.ForEach(value => value.Dispose());
        return outputs;
    }

    public void Dispose() => _session.Dispose();

    private OrtValue Value(string input, float[] values, long[] shape) => _session.InputMetadata[input].ElementDataType == TensorElementType.Int64
        ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (long)value), shape)
        : OrtValue.CreateTensorValueFromMemory(values, shape);

    private static SessionOptions Options() => new() { IntraOpNumThreads = 2, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
}
