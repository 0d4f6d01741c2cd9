using System;
using System.Linq;
using NetSpec.Formats.Content;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Onnx.Folding;

/// <summary>A value that does not depend on the input. Among whole numbers one stands for the size of the batch, which is not known.</summary>
/// <param name="Tensor">Its elements. Weights that are only seen otherwise keep their name.</param>
/// <param name="Moves">How its axes were moved since it stood in the file: what tells it from others of its name.</param>
internal sealed record Constant(TensorEntry Tensor, string Moves = "")
{
    /// <summary>Stands for the size of the batch in a constant of whole numbers.</summary>
    public const long Batch = long.MinValue + 1;

    /// <summary>More elements than shapes have are folded for weights only by view, never by value.</summary>
    public const int MostFolded = 1 << 22;

    public ReadOnlySpan<long> Shape => Tensor.Shape;

    public bool IsFloat => Tensor.Type is TensorType.F32 or TensorType.F64 or TensorType.F16 or TensorType.BF16;

    public bool IsSmall => Tensor.Elements <= MostFolded;

    public static Constant OfIntegers(string name, ReadOnlySpan<long> shape, long[] values) =>
        new(new TensorEntry(name, TensorType.I64, shape, new MemoryContent(values.SelectMany(BitConverter.GetBytes).ToArray())));

    public static Constant OfFloats(string name, ReadOnlySpan<long> shape, float[] values) => new(TensorEntry.FromFloats(name, shape, values));

    public static Constant OfVector(string name, params long[] values) => OfIntegers(name, [values.Length], values);

    public long[] Integers() => IsSmall ? Tensor.ToIntegers() : throw new InvalidOperationException("Weights are not folded by value.");

    public float[] Floats() => Tensor.ToFloats();
}
