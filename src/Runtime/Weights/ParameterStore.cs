using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetSpec.Runtime.Weights;

/// <summary>The values of all parameters of a network, in one contiguous array laid out by a <see cref="ParameterLayout"/>.</summary>
/// <example><code>
/// var store = new ParameterStore(ResNet18.Layout);
/// store["fc.bias"].Fill(0.1f);
/// var model = new ResNet18(store);
/// </code></example>
public sealed class ParameterStore
{
    private readonly float[] _values;

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

    /// <summary>All values.</summary>
    public Span<float> Values => _values;

    /// <summary>The values of the tensor at a position in state-dict order.</summary>
    public Span<float> this[int index] => Slice(Layout[index]);

    /// <summary>The values of the tensor of a name.</summary>
    /// <exception cref="KeyNotFoundException">No tensor has the name; the message suggests a near one.</exception>
    public Span<float> this[string name] => Slice(Layout[name]);

    /// <summary>The values of a tensor.</summary>
    /// <exception cref="ArgumentException">The tensor belongs to another layout.</exception>
    public Span<float> this[ParameterInfo parameter]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(parameter);
            if ((uint)parameter.Index >= (uint)Layout.Count || !Layout[parameter.Index].Equals(parameter))
                throw new ArgumentException($"'{parameter}' is not a parameter of this store's layout.", nameof(parameter));
            return Slice(parameter);
        }
    }

    /// <summary>Loads the parameters of a network from a safetensors file. Strict unless the options say otherwise.</summary>
    /// <exception cref="SafetensorsException">The file is not well-formed.</exception>
    /// <exception cref="ParameterMismatchException">Its tensors are not the network's: all differences at once.</exception>
    /// <exception cref="NonFiniteParametersException">It holds NaN or infinity: all tensors concerned at once.</exception>
    public static ParameterStore Load(ParameterLayout layout, string path, LoadOptions? options = null)
    {
        using var file = SafetensorsFile.Open(path);
        return ParameterLoader.Load(layout, file, options);
    }

    /// <summary>Loads the parameters of a network from a stream, which stays open.</summary>
    /// <inheritdoc cref="Load(ParameterLayout, string, LoadOptions?)"/>
    public static ParameterStore Load(ParameterLayout layout, Stream stream, LoadOptions? options = null)
    {
        using var file = SafetensorsFile.Open(stream);
        return ParameterLoader.Load(layout, file, options);
    }

    /// <summary>Saves all parameters as a safetensors file of F32, the same bytes for the same values.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="metadata">What <c>__metadata__</c> says, in this order.</param>
    public void Save(string path, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        using var stream = File.Create(path);
        Save(stream, metadata);
    }

    /// <summary>Writes all parameters to a stream, which stays open.</summary>
    /// <inheritdoc cref="Save(string, IEnumerable{KeyValuePair{string, string}})"/>
    public void Save(Stream stream, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        var tensors = Layout.Select(p => TensorData.Single(p.Name, p.Dims, _values.AsMemory(p.Offset, p.Size)));
        SafetensorsWriter.Write(stream, tensors, metadata);
    }

    /// <summary>A copy with values of its own and the same layout.</summary>
    public ParameterStore Clone() => new(Layout, (float[])_values.Clone());

    /// <summary>What there is: <c>62 tensors, 11,699,112 elements</c>.</summary>
    public override string ToString() => Layout.ToString();

    /// <summary>The values of the tensor at a position, as memory that outlives a call.</summary>
    internal ReadOnlyMemory<float> Memory(int index) => _values.AsMemory(Layout[index].Offset, Layout[index].Size);

    private Span<float> Slice(ParameterInfo parameter) => _values.AsSpan(parameter.Offset, parameter.Size);
}
