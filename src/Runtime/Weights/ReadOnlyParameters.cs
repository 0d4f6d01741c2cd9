using System;
using System.Collections.Generic;

namespace NetSpec.Runtime.Weights;

/// <summary>
/// The values of a <see cref="ParameterStore"/> for reading. A model has nothing to check afterwards, as it has where a span
/// that can be written was handed out.
/// </summary>
/// <example><code>
/// var largest = net.Parameters.ReadOnly["fc.bias"].ToArray().Max();
/// </code></example>
public readonly struct ReadOnlyParameters : IEquatable<ReadOnlyParameters>
{
    private readonly ParameterStore _store;

    internal ReadOnlyParameters(ParameterStore store) => _store = store;

    /// <summary>All values.</summary>
    public ReadOnlySpan<float> Values => _store.Array;

    /// <summary>The values of the tensor at a position in state-dict order.</summary>
    public ReadOnlySpan<float> this[int index] => Slice(_store.Layout[index]);

    /// <summary>The values of the tensor of a name.</summary>
    /// <exception cref="KeyNotFoundException">No tensor has the name; the message suggests a near one.</exception>
    public ReadOnlySpan<float> this[string name] => Slice(_store.Layout[name]);

    /// <summary>The values of a tensor.</summary>
    /// <exception cref="ArgumentException">The tensor belongs to another layout.</exception>
    public ReadOnlySpan<float> this[ParameterInfo parameter] => Slice(_store.Own(parameter));

    /// <summary>Whether both are of one store.</summary>
    public static bool operator ==(ReadOnlyParameters left, ReadOnlyParameters right) => left.Equals(right);

    /// <summary>Whether they are of different stores.</summary>
    public static bool operator !=(ReadOnlyParameters left, ReadOnlyParameters right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ReadOnlyParameters other) => ReferenceEquals(_store, other._store);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ReadOnlyParameters other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _store.GetHashCode();

    private ReadOnlySpan<float> Slice(ParameterInfo parameter) => _store.Array.AsSpan(parameter.Offset, parameter.Size);
}
