using System;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Runtime.Weights;

/// <summary>A tensor of parameters: its name, dimensions and role, and, once it is part of a layout, its place in the store.</summary>
public sealed class ParameterInfo : IEquatable<ParameterInfo>
{
    private readonly int[] _dims;
    private readonly int _fanIn;

    /// <summary>Describes a tensor. A <see cref="ParameterLayout"/> gives it its index and offset.</summary>
    /// <param name="name">The state-dict name: <c>layer1.0.conv1.weight</c>.</param>
    /// <param name="role">What it is to its layer.</param>
    /// <param name="dims">Its dimensions in PyTorch's order, each at least 1; none for a scalar.</param>
    /// <example><code>new ParameterInfo("conv1.weight", ParameterRole.Weight, 64, 3, 7, 7)</code></example>
    public ParameterInfo(string name, ParameterRole role, params int[] dims)
        : this(name, role, (int[])Checked(dims).Clone(), index: 0, offset: 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var size = 1L;
        foreach (var dim in dims)
        {
            if (dim < 1)
                throw new ArgumentException($"'{name}' has the dimensions {TensorDims.Format(dims)}; each must be at least 1.", nameof(dims));
            size *= dim;
            if (size > Array.MaxLength)
                throw new ArgumentException($"'{name}' has the dimensions {TensorDims.Format(dims)}: more than {Array.MaxLength} elements.", nameof(dims));
        }

        Size = (int)size;
    }

    private ParameterInfo(string name, ParameterRole role, int[] dims, int index, int offset, int fanIn = 0)
    {
        _fanIn = fanIn;
        Name = name;
        Role = role;
        _dims = dims;
        Index = index;
        Offset = offset;
    }

    /// <summary>The state-dict name.</summary>
    public string Name { get; }

    /// <summary>What it is to its layer.</summary>
    public ParameterRole Role { get; }

    /// <summary>The dimensions in PyTorch's order: (out, in/groups, height, width) for a convolution, (out, in) for a linear layer.</summary>
    public ReadOnlySpan<int> Dims => _dims;

    /// <summary>Position in the layout.</summary>
    public int Index { get; }

    /// <summary>Position of the first element in the store.</summary>
    public int Offset { get; }

    /// <summary>The number of elements.</summary>
    public int Size { get; private init; }

    /// <summary>
    /// How many numbers each result is a sum of, from which <see cref="ParameterStore.Random"/> takes its variance: the product of
    /// all dimensions but the first, or the only one. It is no part of what makes two parameters equal.
    /// </summary>
    public int FanIn
    {
        get => _fanIn > 0 ? _fanIn : _dims.Length > 1 ? Size / _dims[0] : Size;
        init => _fanIn = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A result is a sum of at least 1 number.");
    }

    /// <summary>
    /// Whether 0 is out of range: of a variance that the network divides by the root of, with no eps added. It is no part of what makes
    /// two parameters equal.
    /// </summary>
    public bool MustBePositive { get; init; }

    /// <summary>Whether training may change it: everything but running statistics.</summary>
    public bool IsTrainable => Role is not (ParameterRole.RunningMean or ParameterRole.RunningVariance);

    /// <inheritdoc/>
    public bool Equals(ParameterInfo? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (Index == other.Index && Offset == other.Offset && Role == other.Role && Name == other.Name && Dims.SequenceEqual(other.Dims)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterInfo);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Role, Index, Offset, Size);

    /// <summary>Name and dimensions: <c>conv1.weight [64x3x7x7]</c>.</summary>
    public override string ToString() => $"{Name} [{TensorDims.Format(_dims)}]";

    internal ParameterInfo At(int index, int offset) => new(Name, Role, _dims, index, offset, _fanIn) { Size = Size, MustBePositive = MustBePositive };

    private static int[] Checked(int[] dims)
    {
        ArgumentNullException.ThrowIfNull(dims);
        return dims;
    }
}
