using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Microsoft.Win32.SafeHandles;
using NetSpec.Formats.Content;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Onnx.Messages;

/// <summary>The files beside a model that hold elements of its tensors. They lie in its folder or below it, and nowhere else.</summary>
internal sealed class ExternalFiles(string model) : IDisposable
{
    private readonly Dictionary<string, SafeFileHandle> _open = new(StringComparer.Ordinal);

    /// <summary>A range of such a file.</summary>
    /// <param name="tensor">The tensor, for messages.</param>
    /// <param name="pairs">What the model says of it: location, offset, length.</param>
    public ByteRange Read(string tensor, IReadOnlyDictionary<string, string> pairs)
    {
        var location = pairs.GetValueOrDefault("location", "");
        var folder = Path.GetFullPath(Path.GetDirectoryName(Path.GetFullPath(model)) ?? ".");
        if (location.Length == 0 || location.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(location))
            throw Outside(tensor, location);
        var path = Path.GetFullPath(Path.Combine(folder, location));
        if (!path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw Outside(tensor, location);
        if (!File.Exists(path))
            throw new ModelFormatException(
                model, $"the tensor {Quoted.Name(tensor)} lies in {Quoted.Name(location)}, and there is no such file beside it.");

        if (!_open.TryGetValue(path, out var handle))
            _open.Add(path, handle = FileContent.Open(path));
        var size = RandomAccess.GetLength(handle);
        var offset = Number(pairs, "offset", 0);
        var length = Number(pairs, "length", size - offset);
        return offset >= 0 && length >= 0 && offset <= size - length
            ? new FileContent(handle, path, offset, length)
            : throw new ModelFormatException(model, $"the tensor {Quoted.Name(tensor)} lies beyond the {size} bytes of {Quoted.Name(location)}.");
    }

    public void Dispose()
    {
        foreach (var handle in _open.Values)
        {
            handle.Dispose();
        }
    }

    private long Number(IReadOnlyDictionary<string, string> pairs, string key, long otherwise) =>
        !pairs.TryGetValue(key, out var text) ? otherwise
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : throw new ModelFormatException(model, $"the {key} {Quoted.Name(text)} of external data is no number.");

    private ModelFormatException Outside(string tensor, string location) =>
        new(model, $"the tensor {Quoted.Name(tensor)} lies in {Quoted.Name(location)}; only files in the model's folder are read.");
}
