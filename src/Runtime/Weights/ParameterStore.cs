using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Runtime.Weights.Checks;
using NetSpec.Runtime.Weights.Loading;

namespace NetSpec.Runtime.Weights;

/// <summary>
/// The values of all parameters of a network, in one contiguous array laid out by a <see cref="ParameterLayout"/>.
/// <para>
/// Spans of a store that a model computes with can be written; the model then refuses to compute until it is packed
/// (<see cref="Model.Pack"/>), and its programs on devices until <c>Upload</c>. Take a span anew after each of these: what is
/// written through one from before is not noticed, nor what is written into an array that a store was made of. To read
/// only, use <see cref="ReadOnly"/>.
/// </para>
/// </summary>
/// <example><code>
/// var store = new ParameterStore(ResNet18.Layout);
/// store["fc.bias"].Fill(0.1f);
/// var model = new ResNet18(store);
/// </code></example>
public sealed class ParameterStore
{
    private readonly float[] _values;
    private ParameterWatch? _watch;

    /// <summary>A store of zeros.</summary>
    public ParameterStore(ParameterLayout layout)
        : this(layout, new float[(layout ?? throw new ArgumentNullException(nameof(layout))).Size])
    {
    }

    /// <summary>A store over an array, which is used as it is and not copied.</summary>
    /// <exception cref="ArgumentException">The array's length is not the layout's size.</exception>
    public ParameterStore(ParameterLayout layout, float[] values)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != layout.Size)
            throw new ArgumentException($"The array has {values.Length} elements; the layout needs {layout.Size}.", nameof(values));

        Layout = layout;
        _values = values;
    }

    /// <summary>Which tensor lies where.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>What loading did beyond copying tensors of the right name and shape; null for a store that was not loaded.</summary>
    public LoadReport? LoadReport { get; internal set; }

    /// <summary>All values.</summary>
    public Span<float> Values
    {
        get
        {
            _watch?.Lend(_watch.All);
            return _values;
        }
    }

    /// <summary>The values for reading.</summary>
    public ReadOnlyParameters ReadOnly => new(this);

    /// <summary>The values of the tensor at a position in state-dict order.</summary>
    public Span<float> this[int index] => Slice(Layout[index]);

    /// <summary>The values of the tensor of a name.</summary>
    /// <exception cref="KeyNotFoundException">No tensor has the name; the message suggests a near one.</exception>
    public Span<float> this[string name] => Slice(Layout[name]);

    /// <summary>The values of a tensor.</summary>
    /// <exception cref="ArgumentException">The tensor belongs to another layout.</exception>
    public Span<float> this[ParameterInfo parameter] => Slice(Own(parameter));

    /// <summary>The array itself.</summary>
    internal float[] Array => _values;

    /// <summary>
    /// Parameters to begin with: weights from a normal distribution of variance 2 / fan-in (He et al., 2015), biases and means 0,
    /// factors and variances 1. The same seed gives the same numbers on every machine, and a tensor's depend on its name
    /// alone, not on the other tensors.
    /// </summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="seed">Any number.</param>
    /// <example><code>
    /// var net = new Digits(ParameterStore.Random(Digits.Layout, seed: 1));
    /// </code></example>
    public static ParameterStore Random(ParameterLayout layout, int seed)
    {
        var store = new ParameterStore(layout);
        RandomParameters.Fill(store, seed);
        return store;
    }

    /// <summary>
    /// Loads the parameters of a network from a safetensors file. Strict unless the options say otherwise. What PyTorch computes when the model runs is
    /// computed here: pruned weights (<c>weight_orig</c>, <c>weight_mask</c>) and normalised ones
    /// (<c>weight_g</c>, <c>weight_v</c>); tied weights are found under the names that the metadata has for them.
    /// </summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="path">A safetensors file, or the index of several: <c>model.safetensors.index.json</c>.</param>
    /// <param name="options">What to allow and to rename.</param>
    /// <exception cref="SafetensorsException">
    /// The file is not well-formed, or a <c>weight_mask</c> holds a number other than 0 and 1; if it is of another known kind, the message says so.
    /// </exception>
    /// <exception cref="ParameterMismatchException">Its tensors are not the network's: all differences at once.</exception>
    /// <exception cref="NonFiniteParametersException">It holds NaN or infinity: all tensors concerned at once.</exception>
    /// <exception cref="ParameterRangeException">It holds a negative variance: all tensors concerned at once.</exception>
    public static ParameterStore Load(ParameterLayout layout, string path, LoadOptions? options = null)
    {
        using var files = WeightFiles.Open(path);
        return ParameterLoader.Load(layout, files, options);
    }

    /// <summary>Loads the parameters of a network from a stream, which stays open.</summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="stream">The bytes of a safetensors file.</param>
    /// <param name="options">What to allow and to rename.</param>
    /// <inheritdoc cref="Load(ParameterLayout, string, LoadOptions?)"/>
    public static ParameterStore Load(ParameterLayout layout, Stream stream, LoadOptions? options = null)
    {
        using var files = WeightFiles.Of(SafetensorsFile.Open(stream));
        return ParameterLoader.Load(layout, files, options);
    }

    /// <summary>Loads the parameters of a network from an open file, which stays open.</summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="file">An open file.</param>
    /// <param name="options">What to allow and to rename.</param>
    /// <inheritdoc cref="Load(ParameterLayout, string, LoadOptions?)"/>
    public static ParameterStore Load(ParameterLayout layout, SafetensorsFile file, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        return ParameterLoader.Load(layout, WeightFiles.Of(file), options);
    }

    /// <summary>
    /// Saves all parameters as a safetensors file of F32, the same bytes for the same values. An existing file is replaced
    /// when all of the new one is on the disk (<see cref="AtomicFile"/>).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="metadata">What <c>__metadata__</c> says, in this order.</param>
    public void Save(string path, IEnumerable<KeyValuePair<string, string>>? metadata = null) => SafetensorsWriter.Write(path, Tensors(), metadata);

    /// <summary>Writes all parameters to a stream, which stays open.</summary>
    /// <param name="stream">A writable stream.</param>
    /// <param name="metadata">What <c>__metadata__</c> says, in this order.</param>
    public void Save(Stream stream, IEnumerable<KeyValuePair<string, string>>? metadata = null) => SafetensorsWriter.Write(stream, Tensors(), metadata);

    /// <summary>A copy with values of its own and the same layout.</summary>
    public ParameterStore Clone() => new(Layout, (float[])_values.Clone());

    /// <summary>What there is: <c>62 tensors, 11,699,112 elements</c>.</summary>
    public override string ToString() => Layout.ToString();

    /// <summary>The values of the tensor at a position, as memory that outlives a call.</summary>
    internal ReadOnlyMemory<float> Memory(int index) => _values.AsMemory(Layout[index].Offset, Layout[index].Size);

    /// <summary>The same values as another store, which nobody watches: for a model that packs them.</summary>
    internal ParameterStore Unwatched() => new(Layout, _values);

    /// <summary>The watch of the models that compute with this store, made for the first of them.</summary>
    internal ParameterWatch Watch() => _watch ?? Interlocked.CompareExchange(ref _watch, new ParameterWatch(Layout, _values), null) ?? _watch;

    /// <summary>A tensor, if it is one of this store.</summary>
    internal ParameterInfo Own(ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if ((uint)parameter.Index >= (uint)Layout.Count || !Layout[parameter.Index].Equals(parameter))
            throw new ArgumentException($"'{parameter}' is not a parameter of this store's layout.", nameof(parameter));
        return parameter;
    }

    private IEnumerable<TensorData> Tensors() => Layout.Select(p => TensorData.Single(p.Name, p.Dims, _values.AsMemory(p.Offset, p.Size)));

    private Span<float> Slice(ParameterInfo parameter)
    {
        _watch?.Lend(parameter.Index);
        return _values.AsSpan(parameter.Offset, parameter.Size);
    }
}
