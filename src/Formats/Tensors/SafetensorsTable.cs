using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Tensors;

/// <summary>Safetensors files, one or several that an index joins, as tables.</summary>
internal static class SafetensorsTable
{
    public static TensorTable Open(string path)
    {
        var file = SafetensorsFile.Open(path);
        return new(path, Entries(file), file);
    }

    /// <summary>The tensors that an index names, file after file.</summary>
    public static TensorTable OpenIndex(string path)
    {
        var files = new OpenFiles();
        try
        {
            var entries = new List<TensorEntry>();
            foreach (var shard in Shards(path))
            {
                var file = SafetensorsFile.Open(Path.Combine(Path.GetDirectoryName(path) ?? "", shard.Key));
                files.Add(file);
                entries.AddRange(Entries(file).Where(entry => shard.Contains(entry.Name)));
            }

            return new(path, entries, files);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    private static IEnumerable<TensorEntry> Entries(SafetensorsFile file) => file.Tensors
        .Where(tensor => !ElementTypes.IsPacked(tensor.Type))
        .Select(tensor => new TensorEntry(tensor.Name, tensor.Type, tensor.Shape, new SafetensorsContent(file, tensor)));

    /// <summary>The names of tensors by the file that they are in, which must lie beside the index.</summary>
    private static List<IGrouping<string, string>> Shards(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var shards = json.RootElement.GetProperty("weight_map").EnumerateObject()
                .GroupBy(item => item.Value.GetString() ?? "", item => item.Name, StringComparer.Ordinal)
                .ToList();
            return shards.Find(shard => shard.Key.Length == 0 || shard.Key != Path.GetFileName(shard.Key)) is { } stray
                ? throw new ModelFormatException(path, $"it has tensors in {Quoted.Name(stray.Key)}, which is no file beside it.")
                : shards;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ModelFormatException(path, "it is no index of safetensors files: these are JSON with a weight_map.", e);
        }
    }

    private sealed class OpenFiles : List<SafetensorsFile>, IDisposable
    {
        public void Dispose() => ForEach(file => file.Dispose());
    }
}
