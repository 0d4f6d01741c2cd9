using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Formats.Numpy;
using NetSpec.Formats.Onnx;
using NetSpec.Formats.Tensors;
using NetSpec.Formats.Torch;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats;

/// <summary>Tensors of a file of any format.</summary>
/// <example><code>
/// using var table = WeightsFile.Open("model.pth");       // or .safetensors, its index, .npz, .npy, .onnx
/// WeightsFile.Write("model.safetensors", table);
/// </code></example>
public static class WeightsFile
{
    /// <summary>Opens the tensors of a file, whose format is told by its content; the file stays open with the table.</summary>
    /// <exception cref="ModelFormatException">It is of no known format, or damaged.</exception>
    /// <exception cref="SafetensorsException">A safetensors file is damaged.</exception>
    public static TensorTable Open(string path) => ModelFile.KindOf(path) switch
    {
        ModelFileKind.Safetensors => SafetensorsTable.Open(path),
        ModelFileKind.SafetensorsIndex => SafetensorsTable.OpenIndex(path),
        ModelFileKind.Torch or ModelFileKind.TorchLegacy => TorchCheckpoint.Open(path),
        ModelFileKind.Npz => NpzArchive.Open(path),
        ModelFileKind.Npy => new TensorTable(path, [NpyFile.Read(path)]),
        ModelFileKind.Onnx => OnnxImporter.OpenConstants(path),
        _ => throw new ModelFormatException(
            path, "it is no file of weights that is known: safetensors, a PyTorch checkpoint (.pt, .pth), NumPy (.npy, .npz), an ONNX model."),
    };

    /// <summary>Writes tensors in the format of the file's ending; an existing file is replaced once everything is on the disk.</summary>
    /// <param name="path">Ends with <c>.safetensors</c>, <c>.npz</c>, or <c>.npy</c> for one tensor.</param>
    /// <param name="tensors">The tensors. The file they are read from may be the one that is written.</param>
    /// <exception cref="ModelFormatException">The ending is another, two tensors have one name, or the format has no such type.</exception>
    public static void Write(string path, IEnumerable<TensorEntry> tensors)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".SAFETENSORS":
                using (var table = TensorTable.Of(path, tensors))
                {
                    AtomicFile.Write(path, table.WriteSafetensors);
                }

                break;
            case ".NPZ":
                NpzArchive.Write(path, tensors);
                break;
            case ".NPY":
                var all = tensors.ToList();
                if (all.Count != 1)
                    throw new ModelFormatException(path, $"a .npy file holds one array, not {all.Count}; .npz holds several.");
                NpyFile.Write(path, all[0]);
                break;
            default:
                throw new ModelFormatException(path, "weights are written as .safetensors, .npz or .npy.");
        }
    }
}
