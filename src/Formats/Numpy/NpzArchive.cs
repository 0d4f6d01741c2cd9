using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using NetSpec.Formats.Archives;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Numpy;

/// <summary>Archives of arrays (<c>.npz</c>), as <c>numpy.savez</c> and <c>numpy.savez_compressed</c> write them.</summary>
/// <example><code>
/// using var table = NpzArchive.Open("weights.npz");
/// ParameterStore store = table.ToStore(DigitsNet.Layout);
/// </code></example>
public static class NpzArchive
{
    private const string Extension = ".npy";

    /// <summary>Opens an archive; the file stays open with the table.</summary>
    /// <exception cref="ModelFormatException">It is no such archive, or one of its arrays is none.</exception>
    public static TensorTable Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Of(ZipContents.Open(path));
    }

    /// <summary>Writes tensors as numpy.savez does, uncompressed; an existing file is replaced once everything is on the disk.</summary>
    /// <exception cref="ModelFormatException">Two tensors have one name, or NumPy has no such type.</exception>
    public static void Write(string path, IEnumerable<TensorEntry> tensors)
    {
        using var table = TensorTable.Of(path, tensors);
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var tensor in table)
            {
                var entry = archive.CreateEntry(tensor.Name + Extension, CompressionLevel.NoCompression);

                // The same tensors give the same bytes.
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var content = entry.Open();
                NpyFile.Write(content, tensor);
            }
        });
    }

    /// <summary>The arrays of an open archive, which is closed with the table.</summary>
    internal static TensorTable Of(ZipContents archive)
    {
        try
        {
            var tensors = archive.Entries
                .Where(entry => entry.FullName.EndsWith(Extension, StringComparison.Ordinal))
                .Select(entry => NpyFile.Parse(archive.Read(entry), archive.NameOf(entry), entry.FullName[..^Extension.Length]))
                .ToList();
            archive.Pause();
            return tensors.Count > 0
                ? new(archive.Name, tensors, archive)
                : throw new ModelFormatException(archive.Name, "it is a zip archive without arrays of NumPy (.npy).");
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }
}
