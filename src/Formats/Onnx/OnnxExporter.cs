using System;
using System.IO;
using NetSpec.Dsl.Graph;
using NetSpec.Formats.Onnx.Exporting;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Onnx;

/// <summary>
/// Writes nets as models of ONNX, opset 17, batch first whatever the layout of the net, with all weights in single precision. Kronecker-sparse
/// factors become the transposes and products that compute them.
/// </summary>
/// <example><code>
/// OnnxExporter.Export(net, store, "model.onnx");
/// </code></example>
public static class OnnxExporter
{
    /// <summary>A message of protobuf may have 2 GiB; the rest of a model is small.</summary>
    private const long MostInside = int.MaxValue - (64L << 20);

    /// <summary>
    /// Writes a model; an existing file is replaced once everything is on the disk. Weights of more than a model file can hold go into a file of the
    /// same name with <c>.data</c> behind.
    /// </summary>
    /// <param name="net">The net.</param>
    /// <param name="store">Its parameters.</param>
    /// <param name="path">The model's path.</param>
    /// <param name="options">The batch.</param>
    /// <exception cref="ArgumentException">The store has other parameters than the net.</exception>
    /// <exception cref="NotSupportedException">ONNX cannot say an op of the net; the message names it.</exception>
    public static void Export(Net net, ParameterStore store, string path, ExportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var writer = Writer(net, store, options);
        if (writer.TensorBytes <= MostInside)
        {
            AtomicFile.Write(path, stream => writer.Write(stream));
            return;
        }

        AtomicFile.Write(path + ".data", writer.WriteExternal);
        AtomicFile.Write(path, stream => writer.Write(stream, Path.GetFileName(path) + ".data"));
    }

    /// <summary>Writes a model to a stream, which stays open.</summary>
    /// <param name="net">The net.</param>
    /// <param name="store">Its parameters.</param>
    /// <param name="stream">A writable stream.</param>
    /// <param name="options">The batch.</param>
    /// <exception cref="ArgumentException">
    /// The store has other parameters than the net, or they are more than 2 GiB: by its path a model of any size is written.
    /// </exception>
    /// <exception cref="NotSupportedException">ONNX cannot say an op of the net; the message names it.</exception>
    public static void Export(Net net, ParameterStore store, Stream stream, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var writer = Writer(net, store, options);
        if (writer.TensorBytes > MostInside)
            throw new ArgumentException($"The parameters have {writer.TensorBytes} bytes; a model in one stream has 2 GiB at most.", nameof(store));
        writer.Write(stream);
    }

    private static ModelWriter Writer(Net net, ParameterStore store, ExportOptions? options)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(store);
        return store.Layout.Equals(NetParameters.LayoutOf(net))
            ? new(net, NetParameters.Entries(store), options?.Batch)
            : throw new ArgumentException($"The store has {store.Layout}; they are not those of {net.Name}.", nameof(store));
    }
}
