using System;
using NetSpec.Runtime.Weights.Names;
using NetSpec.Runtime.Weights.Safetensors;

namespace NetSpec.Runtime.Weights;

/// <summary>A tensor in a safetensors file.</summary>
public sealed class TensorInfo
{
    private readonly long[] _shape;

    internal TensorInfo(string name, TensorType type, long[] shape, long elements, long offset, long byteLength)
    {
        Name = name;
        Type = type;
        _shape = shape;
        Elements = elements;
        Offset = offset;
        ByteLength = byteLength;
    }

    /// <summary>The name in the file.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public TensorType Type { get; }

    /// <summary>Its dimensions, outermost first; none for a scalar, 0 somewhere for a tensor without elements.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>The number of elements.</summary>
    public long Elements { get; }

    /// <summary>Position of its first byte in the data that follow the header.</summary>
    public long Offset { get; }

    /// <summary>The number of bytes.</summary>
    public long ByteLength { get; }

    /// <summary>Name, type and shape: <c>conv1.weight F32 [64x3x7x7]</c>.</summary>
    public override string ToString() => $"{Name} {TensorTypes.Spelling(Type)} [{TensorDims.Format(_shape)}]";
}
