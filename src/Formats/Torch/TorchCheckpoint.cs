using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using NetSpec.Formats.Archives;
using NetSpec.Formats.Tensors;
using NetSpec.Formats.Torch.Pickles;

namespace NetSpec.Formats.Torch;

/// <summary>
/// Checkpoints of PyTorch (<c>.pt</c>, <c>.pth</c>) as torch.save has written them since version 1.6: a zip archive of a pickle and the elements of
/// tensors. The pickle is read without Python, and nothing that it names is run: it can build tensors and dictionaries and nothing else.
/// A state dict is found by itself, within a trainer's checkpoint, or in a module that was saved whole.
/// </summary>
/// <example><code>
/// using var table = TorchCheckpoint.Open("resnet18.pth");
/// ParameterStore store = table.ToStore(ResNet18.Layout, new LoadOptions { Prefix = "module." });
/// </code></example>
public static class TorchCheckpoint
{
    private const string Pickle = "data.pkl";

    private const string Legacy = "it is a PyTorch checkpoint of the format before version 1.6, which only Python reads: "
        + "there, torch.save(torch.load(path, map_location=\"cpu\"), path) writes it anew.";

    private const string Script = "it is a TorchScript program; save its weights in Python: "
        + "torch.save(torch.jit.load(path).state_dict(), \"weights.pth\").";

    private const string Advice = "save the state dict in Python: torch.save(model.state_dict(), path).";

    /// <summary>Opens a checkpoint; the file stays open with the table.</summary>
    /// <exception cref="ModelFormatException">It is no checkpoint of this format, is damaged, or holds no tensors.</exception>
    public static TensorTable Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ModelFile.KindOf(path) == ModelFileKind.TorchLegacy
            ? throw new ModelFormatException(path, Legacy)
            : Of(ZipContents.Open(path));
    }

    /// <summary>The tensors of an open archive, which is closed with the table.</summary>
    internal static TensorTable Of(ZipContents archive)
    {
        try
        {
            var entries = archive.Entries.GroupBy(entry => entry.FullName).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
            var main = archive.Entries.FirstOrDefault(entry => entry.FullName == Pickle || entry.FullName.EndsWith("/" + Pickle, StringComparison.Ordinal))
                ?? throw new ModelFormatException(archive.Name, "it is a zip archive without data.pkl: no PyTorch checkpoint.");
            var root = main.FullName[..^Pickle.Length];
            if (entries.Keys.Any(name => name.StartsWith(root + "code/", StringComparison.Ordinal)))
                throw new ModelFormatException(archive.Name, Script);

            var isBigEndian = entries.TryGetValue(root + "byteorder", out var order) && Encoding.ASCII.GetString(Bytes(archive, order)) == "big";
            var world = new TorchWorld(archive.Name, key => entries.TryGetValue($"{root}data/{key}", out var entry) ? archive.Read(entry) : null, isBigEndian);
            var pickle = Bytes(archive, main);
            var (tensors, notes) = StateDict.Of(Unpickler.Read(pickle, archive.Name, world), archive.Name, pickle.Length);
            return tensors.Count > 0
                ? new(archive.Name, tensors, archive, notes)
                : throw new ModelFormatException(archive.Name, $"it holds no tensors that can be read{(notes.Count > 0 ? $" ({notes[^1]})" : "")}; {Advice}");
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static byte[] Bytes(ZipContents archive, ZipArchiveEntry entry) => archive.Read(entry).ToArray(archive.Name);
}
