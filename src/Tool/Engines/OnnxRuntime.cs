using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Engines;

/// <summary>
/// A model in ONNX Runtime, where its library is found: the one that <see cref="Variable"/> names, or one beside the tool. The tool carries the
/// managed half alone, some 250 KB; the library is 29 MB for each platform.
/// </summary>
internal sealed class OnnxRuntime : IDisposable
{
    /// <summary>Names the library, or its folder; set to nothing, ONNX Runtime is not looked for.</summary>
    public const string Variable = "NETSPEC_ONNXRUNTIME";

    private static readonly Lazy<string?> Found = new(Find);
    private readonly RunOptions _options = new();
    private readonly InferenceSession _session;
    private readonly List<IDisposable> _bound = [];

    private OnnxRuntime(string model, int threads)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        _session = new(model, options);
    }

    /// <summary>Whether there is a library.</summary>
    /// <exception cref="ToolException">What the variable names is not the library.</exception>
    public static bool IsFound => Found.Value is not null;

    /// <summary>The library's version.</summary>
    public static string Version => OrtEnv.Instance().GetVersionString();

    private static string LibraryName =>
        OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";

    /// <summary>Loads a model.</summary>
    /// <param name="model">Its path.</param>
    /// <param name="threads">Threads of a run.</param>
    /// <returns>The model; null where there is no library.</returns>
    /// <exception cref="ToolException">What the variable names is not the library, or the library refuses the model.</exception>
    public static OnnxRuntime? Open(string model, int threads = 1)
    {
        if (Found.Value is not { } library)
            return null;
        try
        {
            return new(model, threads);
        }
        catch (TypeInitializationException exception)
        {
            throw new ToolException($"'{library}' is no ONNX Runtime that this tool knows: {exception.GetBaseException().Message}");
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ToolException($"ONNX Runtime refuses '{model}': {FirstLine(exception)}");
        }
    }

    /// <summary>The names of its inputs.</summary>
    public IReadOnlyList<string> Inputs => _session.InputNames;

    /// <summary>The names of its outputs.</summary>
    public IReadOnlyList<string> Outputs => _session.OutputNames;

    /// <summary>Computes all outputs of a batch.</summary>
    /// <param name="batch">How many samples.</param>
    /// <param name="inputs">The samples one after another, and the dimensions of one, for each of <see cref="Inputs"/>.</param>
    /// <exception cref="ToolException">The run fails: an input of another type or shape, for example.</exception>
    public float[][] Run(int batch, IReadOnlyList<(float[] Values, IReadOnlyList<int> Dims)> inputs)
    {
        var values = inputs.Select(input => Tensor(input.Values, batch, input.Dims)).ToList();
        try
        {
            using var results = _session.Run(_options, _session.InputNames, values, _session.OutputNames);
            return [.. results.Select(result => result.GetTensorDataAsSpan<float>().ToArray())];
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ToolException($"ONNX Runtime cannot run the model: {FirstLine(exception)}");
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    /// <summary>A run from arrays to arrays that are bound once, so that nothing but the run is in its time.</summary>
    /// <param name="batch">How many samples.</param>
    /// <param name="inputs">Each input by name: the samples, and the dimensions of one.</param>
    /// <param name="outputs">Each output by name: where its values go, and the dimensions of one sample.</param>
    /// <exception cref="ToolException">The model has no such input or output.</exception>
    public Action Bind(
        int batch,
        IReadOnlyList<(string Name, float[] Values, IReadOnlyList<int> Dims)> inputs,
        IReadOnlyList<(string Name, float[] Values, IReadOnlyList<int> Dims)> outputs)
    {
        var binding = _session.CreateIoBinding();
        _bound.Add(binding);
        OrtValue Hold(float[] values, IReadOnlyList<int> dims)
        {
            // The arrays stay where they are as long as somebody has these.
            var value = Tensor(values, batch, dims);
            _bound.Add(value);
            return value;
        }

        try
        {
            foreach (var (name, values, dims) in inputs)
            {
                binding.BindInput(name, Hold(values, dims));
            }

            foreach (var (name, values, dims) in outputs)
            {
                binding.BindOutput(name, Hold(values, dims));
            }
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ToolException($"ONNX Runtime refuses the arrays: {FirstLine(exception)}");
        }

        return () => _session.RunWithBinding(_options, binding);
    }

    public void Dispose()
    {
        _bound.ForEach(item => item.Dispose());
        _options.Dispose();
        _session.Dispose();
    }

    private static OrtValue Tensor(float[] values, int batch, IReadOnlyList<int> dims) =>
        OrtValue.CreateTensorValueFromMemory(values, [batch, .. dims.Select(dim => (long)dim)]);

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0];

    /// <summary>Finds the library and has the managed half load it.</summary>
    private static string? Find()
    {
        var stated = Environment.GetEnvironmentVariable(Variable);
        if (stated is { Length: 0 })
            return null;
        var path = stated is null ? Path.Combine(AppContext.BaseDirectory, LibraryName) : Directory.Exists(stated) ? Path.Combine(stated, LibraryName) : stated;
        if (!File.Exists(path))
            return stated is null ? null : throw new ToolException($"{Variable} is '{stated}', where there is no {LibraryName}.");
        if (!NativeLibrary.TryLoad(Path.GetFullPath(path), out var library) || !NativeLibrary.TryGetExport(library, "OrtGetApiBase", out _))
            throw new ToolException($"'{path}' is no library of ONNX Runtime for this machine.");
        OrtEnv.DisableDllImportResolver = true;
        NativeLibrary.SetDllImportResolver(typeof(InferenceSession).Assembly, (name, _, _) =>
            name.StartsWith("onnxruntime", StringComparison.OrdinalIgnoreCase) ? library : IntPtr.Zero);
        return path;
    }
}
