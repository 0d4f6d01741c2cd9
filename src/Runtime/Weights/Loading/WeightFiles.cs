using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Weights.Names;
using NetSpec.Runtime.Weights.Safetensors;

namespace NetSpec.Runtime.Weights.Loading;

/// <summary>The tensors of one safetensors file, or of several that an index joins.</summary>
internal sealed class WeightFiles : IDisposable
{
    private readonly Dictionary<TensorInfo, int>? _fileOf;
    private readonly IReadOnlyList<SafetensorsFile> _files;

    private WeightFiles(string name, IReadOnlyList<SafetensorsFile> files, Dictionary<TensorInfo, int>? fileOf)
    {
        Name = name;
        _files = files;
        _fileOf = fileOf;
        Tensors = fileOf is null ? files[0].Tensors : [.. files.SelectMany(file => file.Tensors).Where(fileOf.ContainsKey)];
        Metadata = files.Count == 1 ? files[0].Metadata : Joined(files);
    }

    /// <summary>The path, or the name given for a stream.</summary>
    public string Name { get; }

    public IReadOnlyList<TensorInfo> Tensors { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a safetensors file, or all files of an index: a path that ends with <c>.json</c>.</summary>
    public static WeightFiles Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return Of(SafetensorsFile.Open(path));

        var index = ShardIndex.Read(path);
        var files = new List<SafetensorsFile>();
        try
        {
            var fileOf = new Dictionary<TensorInfo, int>();
            foreach (var (shard, names) in index)
            {
                var file = OpenShard(path, shard, names);
                files.Add(file);
                foreach (var name in names)
                {
                    if (!file.TryGet(name, out var tensor))
                        throw new SafetensorsException(path, name, $"the index has it in {Quoted.Name(shard)}, which lacks it.");
                    fileOf.Add(tensor, files.Count - 1);
                }
            }

            return new WeightFiles(path, files, fileOf);
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }

    /// <summary>One of the files of an index, which lie beside it.</summary>
    private static SafetensorsFile OpenShard(string index, string shard, List<string> names)
    {
        var file = Path.Combine(Path.GetDirectoryName(index) ?? "", shard);
        try
        {
            return SafetensorsFile.Open(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            var tensors = string.Create(CultureInfo.InvariantCulture, $"{names.Count} {(names.Count == 1 ? "tensor" : "tensors")}");
            throw new SafetensorsException(
                index, names[0], $"the index has {tensors} in {Quoted.Name(shard)}, and there is no such file beside it: {Path.GetFullPath(file)}.", e);
        }
    }

    public static WeightFiles Of(SafetensorsFile file) => new(file.Name, [file], null);

    /// <summary>Where a tensor lies: the file, and its position among the files.</summary>
    public (SafetensorsFile File, int Index) FileOf(TensorInfo tensor) =>
        _fileOf is null ? (_files[0], 0) : (_files[_fileOf[tensor]], _fileOf[tensor]);

    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    private static Dictionary<string, string> Joined(IReadOnlyList<SafetensorsFile> files)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in files.SelectMany(file => file.Metadata))
        {
            metadata[key] = value;
        }

        return metadata;
    }
}
