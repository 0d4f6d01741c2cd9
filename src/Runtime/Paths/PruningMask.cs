using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;
using NetSpec.Runtime.Paths.Masks;
using NetSpec.Runtime.Paths.Sweeps;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Loading;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// Which parameters of a network are pruned, that is set to zero: one bit for each element of the store.
/// </summary>
/// <example><code>
/// var mask = net.Paths.MagnitudeMask(0.4);
/// mask.Save("mask.safetensors"); // in PyTorch: state[name] *= mask[name]
/// var pruned = new ResNet18(mask.Apply(net.Parameters));
/// </code></example>
public sealed class PruningMask
{
    private const int WordBits = 64;

    private static readonly KeyValuePair<string, string>[] Metadata = [new("content", "pruning mask: 1 keeps a parameter, 0 prunes it")];

    private readonly ulong[] _pruned;

    /// <summary>A mask that prunes the given parameters.</summary>
    /// <param name="layout">All parameters.</param>
    /// <param name="pruned">Indices in the store; one given twice counts once.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is beyond the store.</exception>
    /// <exception cref="ArgumentException">A running statistic, which is no parameter of the model.</exception>
    public PruningMask(ParameterLayout layout, IEnumerable<int> pruned)
        : this(layout)
    {
        ArgumentNullException.ThrowIfNull(pruned);
        foreach (var index in pruned)
        {
            if ((uint)index >= (uint)layout.Size)
                throw new ArgumentOutOfRangeException(nameof(pruned), index, $"The store has {layout.Size} elements.");
            if (ParameterPlace.Of(layout, index) is { IsTrainable: false } parameter)
                throw new ArgumentException(
                    $"{ParameterPlace.Describe(parameter, index - parameter.Offset)} is a running statistic, which is not pruned.", nameof(pruned));
            Prune(index);
        }
    }

    internal PruningMask(ParameterLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        _pruned = new ulong[(layout.Size + WordBits - 1) / WordBits];
    }

    /// <summary>All parameters.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>How many parameters are pruned.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _pruned)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>Whether the parameter at an index of the store is pruned.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The store has no such element.</exception>
    public bool this[int index] => (uint)index >= (uint)Layout.Size
        ? throw new ArgumentOutOfRangeException(nameof(index), index, $"The store has {Layout.Size} elements.")
        : (_pruned[index / WordBits] >> (index % WordBits) & 1) != 0;

    /// <summary>How much is pruned: <c>6,724 of 16,810 parameters pruned (40 %)</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Count:n0} of {Layout.TrainableCount:n0} parameters pruned ({100.0 * Count / Math.Max(1, Layout.TrainableCount):0.##} %)");

    /// <summary>How many elements of a tensor are pruned.</summary>
    /// <exception cref="KeyNotFoundException">No tensor has the name; the message suggests a near one.</exception>
    public int CountIn(string name)
    {
        var parameter = Layout[name];
        var count = 0;
        for (var i = 0; i < parameter.Size; i++)
        {
            count += this[parameter.Offset + i] ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// The share of what this mask prunes that the other prunes too, |S₁ ∩ S₂| / |S₁| (the thesis' Table 3.1); 1 for a mask
    /// that prunes nothing. Symmetric when both prune as many.
    /// </summary>
    /// <exception cref="ArgumentException">The masks are of different parameters.</exception>
    public double Overlap(PruningMask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other.Check(Layout, nameof(other));
        var common = 0;
        for (var i = 0; i < _pruned.Length; i++)
        {
            common += BitOperations.PopCount(_pruned[i] & other._pruned[i]);
        }

        return Count is var count and > 0 ? (double)common / count : 1;
    }

    /// <summary>A pruned copy of a store, which itself stays as it is.</summary>
    /// <exception cref="ArgumentException">The store was made for other parameters.</exception>
    public ParameterStore Apply(ParameterStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var pruned = store.Clone();
        ApplyInPlace(pruned);
        return pruned;
    }

    /// <summary>Sets the pruned parameters of a store to zero. A model that computes with it is to be packed again.</summary>
    /// <exception cref="ArgumentException">The store was made for other parameters.</exception>
    public void ApplyInPlace(ParameterStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Check(store.Layout, nameof(store));
        var values = store.Values;
        for (var i = 0; i < values.Length; i++)
        {
            if (this[i])
                values[i] = 0;
        }
    }

    /// <summary>
    /// Saves the mask as a state dict of ones and, where pruned, zeros in F32, under the names and shapes of the parameters
    /// and their running statistics, so that <c>state[name] * mask[name]</c> prunes a PyTorch model.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    public void Save(string path) => AsStore().Save(path, Metadata);

    /// <summary>Writes the mask to a stream, which stays open.</summary>
    /// <inheritdoc cref="Save(string)"/>
    public void Save(Stream stream) => AsStore().Save(stream, Metadata);

    /// <summary>
    /// Loads a mask that <see cref="Save(string)"/> wrote, or a state dict of zeros and ones made elsewhere, also of booleans or
    /// whole numbers. If the file has <c>weight_mask</c> for <c>weight</c>, as a model pruned with
    /// <c>torch.nn.utils.prune</c> has, these are the masks and the parameters beside them are passed over. What the
    /// file has no mask for is kept.
    /// </summary>
    /// <param name="layout">All parameters.</param>
    /// <param name="path">A safetensors file, or the index of several.</param>
    /// <param name="options">What to allow and to rename.</param>
    /// <exception cref="SafetensorsException">The file is not well-formed.</exception>
    /// <exception cref="ParameterMismatchException">Its tensors are not the network's, or it has a mask for none: all differences at once.</exception>
    /// <exception cref="InvalidDataException">It holds a number other than 0 and 1, or prunes a running statistic.</exception>
    public static PruningMask Load(ParameterLayout layout, string path, LoadOptions? options = null)
    {
        using var files = WeightFiles.Open(path);
        return Of(ParameterLoader.LoadMask(layout, files, MaskNames.Options(layout, files, options)));
    }

    /// <summary>Loads a mask from a stream, which stays open.</summary>
    /// <param name="layout">All parameters.</param>
    /// <param name="stream">The bytes of a safetensors file.</param>
    /// <param name="options">What to allow and to rename.</param>
    /// <inheritdoc cref="Load(ParameterLayout, string, LoadOptions?)"/>
    public static PruningMask Load(ParameterLayout layout, Stream stream, LoadOptions? options = null)
    {
        using var files = WeightFiles.Of(SafetensorsFile.Open(stream));
        return Of(ParameterLoader.LoadMask(layout, files, MaskNames.Options(layout, files, options)));
    }

    internal void Prune(int index) => _pruned[index / WordBits] |= 1UL << (index % WordBits);

    internal void Check(ParameterLayout layout, string argument)
    {
        if (!Layout.Equals(layout))
            throw new ArgumentException($"The mask has {Layout.Count} parameters with {Layout.Size} elements; it was made for another network than "
                + $"the one with {layout.Count} and {layout.Size}.", argument);
    }

    private ParameterStore AsStore()
    {
        var store = new ParameterStore(Layout);
        store.Values.Fill(1);
        ApplyInPlace(store);
        return store;
    }

    private static PruningMask Of(ParameterStore store)
    {
        var mask = new PruningMask(store.Layout);
        foreach (var parameter in store.Layout)
        {
            var values = store[parameter];
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] != 1 && (values[i] != 0 || !parameter.IsTrainable))
                    throw new InvalidDataException($"{ParameterPlace.Describe(parameter, i)} is {ParameterPlace.Text(values[i])}; a mask holds "
                        + $"{(parameter.IsTrainable ? "zeros and ones" : "ones for running statistics")}.");
                if (values[i] == 0)
                    mask.Prune(parameter.Offset + i);
            }
        }

        return mask;
    }
}
