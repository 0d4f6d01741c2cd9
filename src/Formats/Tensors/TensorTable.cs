using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Tensors;

/// <summary>The tensors of a file in its order, each with a name of its own. Values are read when they are asked for; until then the file stays open.</summary>
/// <example><code>
/// using var table = WeightsFile.Open("resnet18.pth");
/// foreach (var tensor in table)
///     Console.WriteLine(tensor); // conv1.weight F32 [64x3x7x7]
/// </code></example>
public sealed class TensorTable : IReadOnlyList<TensorEntry>, IDisposable
{
    private readonly List<TensorEntry> _tensors = [];
    private readonly Dictionary<string, TensorEntry> _byName = new(StringComparer.Ordinal);
    private readonly IDisposable? _file;

    /// <param name="name">What to call the file in messages.</param>
    /// <param name="tensors">Its tensors.</param>
    /// <param name="file">What to close with the table.</param>
    /// <param name="notes">What a person should know of how it was read.</param>
    /// <exception cref="ModelFormatException">Two tensors have one name.</exception>
    internal TensorTable(string name, IEnumerable<TensorEntry> tensors, IDisposable? file = null, IReadOnlyList<string>? notes = null)
    {
        Name = name;
        Notes = notes ?? [];
        _file = file;
        foreach (var tensor in tensors)
        {
            if (!_byName.TryAdd(tensor.Name, tensor))
                throw new ModelFormatException(name, $"two tensors are called {Quoted.Name(tensor.Name)}.");
            _tensors.Add(tensor);
        }
    }

    /// <summary>The path of the file, or the name given for a stream.</summary>
    public string Name { get; }

    /// <summary>What a person should know of how the file was read: which part of a checkpoint was taken, what was left out.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>How many tensors there are.</summary>
    public int Count => _tensors.Count;

    /// <summary>A tensor by its place in the file.</summary>
    public TensorEntry this[int index] => _tensors[index];

    /// <summary>A table of tensors of a program's own.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="tensors">Its tensors.</param>
    /// <exception cref="ModelFormatException">Two tensors have one name.</exception>
    public static TensorTable Of(string name, IEnumerable<TensorEntry> tensors)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(tensors);
        return new(name, tensors);
    }

    /// <summary>Finds the tensor of a name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out TensorEntry? tensor)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out tensor);
    }

    /// <summary>The same tensors under other names. It reads from this table's file, which it does not close.</summary>
    /// <param name="rename">The new name of each; null leaves a tensor out.</param>
    /// <exception cref="ModelFormatException">Two tensors get one name.</exception>
    public TensorTable Renamed(Func<string, string?> rename)
    {
        ArgumentNullException.ThrowIfNull(rename);
        return new(Name, _tensors.Select(tensor => rename(tensor.Name) is { } name ? tensor.Renamed(name) : null).OfType<TensorEntry>(), null, Notes);
    }

    /// <summary>
    /// The parameters of a network, by the loader of the runtime: strict unless the options say otherwise; pruned and normalised weights are
    /// multiplied out, F16, BF16 and F64 are converted.
    /// </summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="options">What to allow and to rename.</param>
    /// <exception cref="ParameterMismatchException">The tensors are not the network's: all differences at once.</exception>
    /// <exception cref="NonFiniteParametersException">There is NaN or infinity: all tensors concerned at once.</exception>
    /// <exception cref="ParameterRangeException">There is a negative variance: all tensors concerned at once.</exception>
    public ParameterStore ToStore(ParameterLayout layout, LoadOptions? options = null)
    {
        using var stream = new SafetensorsStream(this);
        using var file = SafetensorsFile.Open(stream, Name);
        return ParameterStore.Load(layout, file, options);
    }

    /// <summary>Writes all tensors as a safetensors file, in their order.</summary>
    /// <param name="stream">A writable stream, which stays open.</param>
    public void WriteSafetensors(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new SafetensorsStream(this);
        bytes.CopyTo(stream, 1 << 20);
    }

    /// <inheritdoc/>
    public IEnumerator<TensorEntry> GetEnumerator() => _tensors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file?.Dispose();
}
