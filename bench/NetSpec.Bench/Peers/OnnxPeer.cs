using System;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using NetSpec.Bench.Sparse;
using NetSpec.Dsl.Graph;
using NetSpec.Formats.Onnx;
using NetSpec.Runtime.Weights;

namespace NetSpec.Bench.Peers;

/// <summary>A net in ONNX Runtime: all of its optimisations, input and output bound to buffers beforehand.</summary>
internal sealed class OnnxPeer : ITimed, IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly OrtValue _input;
    private readonly OrtValue _output;

    /// <param name="net">A net of one input and one output.</param>
    /// <param name="weights">Its parameters.</param>
    /// <param name="input">The samples.</param>
    /// <param name="output">Where the results go.</param>
    /// <param name="batch">How many samples.</param>
    /// <param name="threads">Threads of a run.</param>
    public OnnxPeer(Net net, ParameterStore weights, float[] input, float[] output, int batch, int threads)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
        };
        using var model = new MemoryStream();
        OnnxExporter.Export(net, weights, model, new() { Batch = batch });
        _session = new(model.ToArray(), options);
        _binding = _session.CreateIoBinding();
        _input = Bind(net.Nodes[net.Inputs[0]], input, batch, value => _binding.BindInput(_session.InputNames[0], value));
        _output = Bind(net.Nodes[net.Outputs[0].Node], output, batch, value => _binding.BindOutput(_session.OutputNames[0], value));
    }

    public string Name => "ONNX Runtime";

    public double Time(int runs) => new TimedAction(Name, Run).Time(runs);

    public void Settle() => Idle.Wait();

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
        _options.Dispose();
        _binding.Dispose();
        _session.Dispose();
    }

    private static OrtValue Bind(Node node, float[] values, int batch, Action<OrtValue> bind)
    {
        var value = OrtValue.CreateTensorValueFromMemory(values, [batch, .. node.Shape.Dims.Select(dim => (long)dim)]);
        bind(value);
        return value;
    }
}
