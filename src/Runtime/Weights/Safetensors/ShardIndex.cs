using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>
/// Reads <c>model.safetensors.index.json</c>, which says for each tensor in which file beside it the tensor lies:
/// <c>{"weight_map": {"fc.weight": "model-00001-of-00002.safetensors"}}</c>.
/// </summary>
internal static class ShardIndex
{
    /// <summary>A longer one is none: that of the largest models takes some hundred kilobytes.</summary>
    private const long LongestIndex = 100_000_000;

    /// <summary>The names of the tensors by file, in the order in which the files are named first.</summary>
    public static IReadOnlyList<KeyValuePair<string, List<string>>> Read(string path)
    {
        if (Directory.Exists(path))
            throw new SafetensorsException(path, null, "it is a folder, not a file.");
        if (new FileInfo(path).Length > LongestIndex)
            throw new SafetensorsException(path, null, $"it is longer than {LongestIndex} bytes, which an index of files is not.");

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("weight_map", out var map)
                || map.ValueKind != JsonValueKind.Object)
            {
                throw new SafetensorsException(path, null, "it is a JSON file, but no index of safetensors files: it has no object weight_map.");
            }

            return Files(path, map);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new SafetensorsException(path, null, "it is not valid JSON, which an index of safetensors files is.", e);
        }
    }

    private static List<KeyValuePair<string, List<string>>> Files(string path, JsonElement map)
    {
        var files = new List<KeyValuePair<string, List<string>>>();
        var byName = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var tensors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in map.EnumerateObject())
        {
            if (!tensors.Add(entry.Name))
                throw new SafetensorsException(path, entry.Name, "it stands twice in weight_map.");
            if (entry.Value.ValueKind != JsonValueKind.String || entry.Value.GetString() is not { } file || !IsFileName(file))
                throw new SafetensorsException(path, entry.Name, "weight_map must have the name of a file beside the index for it.");

            if (!byName.TryGetValue(file, out var names))
            {
                byName.Add(file, names = []);
                files.Add(new(file, names));
            }

            names.Add(entry.Name);
        }

        return files.Count > 0 ? files : throw new SafetensorsException(path, null, "its weight_map is empty.");
    }

    /// <summary>An index must not make its reader open files elsewhere.</summary>
    private static bool IsFileName(string file) =>
        file.Length > 0 && file is not ("." or "..") && file.AsSpan().IndexOfAny('/', '\\', ':') < 0 && !file.Contains('\0', StringComparison.Ordinal);
}
