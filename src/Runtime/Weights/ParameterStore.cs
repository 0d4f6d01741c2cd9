using System;
using System.Collections.Generic;

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

    /// <summary>A copy with values of its own and the same layout.</summary>
    public ParameterStore Clone() => new(Layout, (float[])_values.Clone());

    private Span<float> Slice(ParameterInfo parameter) => _values.AsSpan(parameter.Offset, parameter.Size);
}
