using System;
using System.Globalization;
using System.IO;
using NetSpec.Formats.Content;
using NetSpec.Formats.Onnx.Importing;
using NetSpec.Formats.Onnx.Messages;
using NetSpec.Formats.Tensors;

namespace NetSpec.Formats.Onnx;

/// <summary>Reads models of ONNX, opsets 7 to 21, with their external data, of any size.</summary>
/// <example><code>
/// using var model = OnnxImporter.Import("resnet18.onnx");
/// AtomicFile.WriteText("resnet18.netspec", model.Spec);
/// WeightsFile.Write("resnet18.safetensors", model.Weights);
/// </code></example>
public static class OnnxImporter
{
    private const long OldestOpset = 7;
    private const long NewestOpset = 21;

    /// <summary>A model's net, spec and weights; the file stays open with them.</summary>
    /// <param name="path">The model.</param>
    /// <param name="options">Names, and shapes that the model leaves open.</param>
    /// <exception cref="ModelFormatException">It is no ONNX model, is damaged, or of an opset that is not read.</exception>
    /// <exception cref="UnsupportedModelException">It has nodes that the language cannot say: all of them at once.</exception>
    /// <exception cref="ArgumentException">The net's name in the options cannot be one, or a size is of no input of the model.</exception>
    public static ImportedModel Import(string path, ImportOptions? options = null)
    {
        var file = new OnnxFile(path);
        try
        {
            if (file.Model.Opset is < OldestOpset or > NewestOpset)
                throw new ModelFormatException(path, string.Create(
                    CultureInfo.InvariantCulture,
                    $"it is of opset {file.Model.Opset}; {OldestOpset} to {NewestOpset} are read. Export it with opset_version=17, say."));
            var (net, spec, weights, report, ports) = GraphImport.Import(file.Model, path, options ?? new ImportOptions(), file.Length);
            return new(net, spec, weights, report, ports, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The constants of a model as a table, which closes the file.</summary>
    internal static TensorTable OpenConstants(string path)
    {
        var file = new OnnxFile(path);
        try
        {
            return new(path, file.Model.Initializers.Values, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
