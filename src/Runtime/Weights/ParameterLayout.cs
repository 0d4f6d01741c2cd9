using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Runtime.Weights;

/// <summary>The tensors of a network in state-dict order, and where each lies in one contiguous store.</summary>
/// <example><code>
/// var layout = new ParameterLayout(
///     new ParameterInfo("fc.weight", ParameterRole.Weight, 10, 32),
///     new ParameterInfo("fc.bias", ParameterRole.Bias, 10));
/// layout["fc.bias"].Offset // 320
/// </code></example>
public sealed class ParameterLayout : IReadOnlyList<ParameterInfo>, IEquatable<ParameterLayout>
{
    private readonly ParameterInfo[] _parameters;
    private readonly Dictionary<string, ParameterInfo> _byName;

    /// <summary>Places the tensors one after another, in the given order and without gaps.</summary>
    public ParameterLayout(params ParameterInfo[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = new ParameterInfo[parameters.Length];
        _byName = new Dictionary<string, ParameterInfo>(parameters.Length, StringComparer.Ordinal);
        var offset = 0L;
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i] ?? throw new ArgumentException($"Parameter {i} is null.", nameof(parameters));
            if (offset + parameter.Size > Array.MaxLength)
                throw new ArgumentException($"With '{parameter.Name}' the parameters have more than {Array.MaxLength} elements.", nameof(parameters));

            var placed = parameter.At(i, (int)offset);
            if (!_byName.TryAdd(placed.Name, placed))
                throw new ArgumentException($"Two parameters are called '{placed.Name}'.", nameof(parameters));

            _parameters[i] = placed;
            offset += placed.Size;
            if (placed.IsTrainable)
                TrainableCount += placed.Size;
        }

        Size = (int)offset;
    }

    /// <summary>The number of tensors.</summary>
    public int Count => _parameters.Length;

    /// <summary>The number of elements of all tensors, running statistics included.</summary>
    public int Size { get; }

    /// <summary>The number of elements that training may change.</summary>
    public int TrainableCount { get; }

    /// <summary>The tensor at a position in state-dict order.</summary>
    public ParameterInfo this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_parameters.Length)
                throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {_parameters.Length} parameters.");
            return _parameters[index];
        }
    }

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="KeyNotFoundException">No tensor has the name; the message suggests a near one.</exception>
    public ParameterInfo this[string name] => TryGet(name, out var parameter) ? parameter : throw Unknown(name);

    /// <summary>Finds the tensor of a name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out ParameterInfo? parameter)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out parameter);
    }

    /// <summary>Whether both have the same tensors in the same order.</summary>
    public bool Equals(ParameterLayout? other) =>
        other is not null && (ReferenceEquals(this, other) || _parameters.AsSpan().SequenceEqual(other._parameters));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterLayout);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var parameter in _parameters)
        {
            hash.Add(parameter);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<ParameterInfo> GetEnumerator() => ((IEnumerable<ParameterInfo>)_parameters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _parameters.GetEnumerator();

    /// <summary>What there is: <c>62 tensors, 11,699,112 elements</c>. The tensors print themselves: <c>string.Join('\n', layout)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:n0} {(Count == 1 ? "tensor" : "tensors")}, {Size:n0} elements");

    private KeyNotFoundException Unknown(string name)
    {
        var near = NearNames.Nearest(name, _byName.Keys);
        return new KeyNotFoundException(near is null
            ? $"No parameter is called '{name}'."
            : $"No parameter is called '{name}'; did you mean '{near}'?");
    }
}
