using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Formats.Content;
using NetSpec.Formats.Tensors;
using NetSpec.Formats.Torch.Pickles;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Torch;

/// <summary>The calls of a checkpoint that make tensors and ordered dictionaries. No other is known.</summary>
/// <param name="name">What to call the file in messages.</param>
/// <param name="storage">The bytes of a storage by its key; null where the archive has none.</param>
/// <param name="isBigEndian">Whether the elements were written by a big-endian machine.</param>
internal sealed class TorchWorld(string name, Func<string, ByteRange?> storage, bool isBigEndian) : IPickleWorld
{
    private static readonly Dictionary<string, TensorType> Types = new(StringComparer.Ordinal)
    {
        ["FloatStorage"] = TensorType.F32, ["HalfStorage"] = TensorType.F16, ["BFloat16Storage"] = TensorType.BF16, ["DoubleStorage"] = TensorType.F64,
        ["BoolStorage"] = TensorType.Bool, ["ByteStorage"] = TensorType.U8, ["CharStorage"] = TensorType.I8, ["ShortStorage"] = TensorType.I16,
        ["IntStorage"] = TensorType.I32, ["LongStorage"] = TensorType.I64, ["ComplexFloatStorage"] = TensorType.C64,
        ["float32"] = TensorType.F32, ["float16"] = TensorType.F16, ["bfloat16"] = TensorType.BF16, ["float64"] = TensorType.F64,
        ["bool"] = TensorType.Bool, ["uint8"] = TensorType.U8, ["int8"] = TensorType.I8, ["int16"] = TensorType.I16,
        ["int32"] = TensorType.I32, ["int64"] = TensorType.I64,
        ["uint16"] = TensorType.U16, ["uint32"] = TensorType.U32, ["uint64"] = TensorType.U64, ["complex64"] = TensorType.C64,
        ["float8_e4m3fn"] = TensorType.F8E4M3, ["float8_e5m2"] = TensorType.F8E5M2,
    };

    private readonly Dictionary<string, TorchStorage> _storages = new(StringComparer.Ordinal);

    public object? Call(PickleGlobal function, object?[] arguments) => (function.ToString(), arguments) switch
    {
        ("collections.OrderedDict", []) => new PickleDictionary(),
        ("torch.Size", [object?[] dims]) => dims,
        ("torch._utils._rebuild_tensor" or "torch._utils._rebuild_tensor_v2", [TorchStorage of, long first, object?[] dims, object?[] strides, ..])
            when of.Type is { } type => Tensor(of, type, first, dims, strides),
        ("torch._utils._rebuild_tensor_v3", [TorchStorage of, long first, object?[] dims, object?[] strides, _, _, PickleGlobal dtype, ..])
            when Types.TryGetValue(dtype.Name, out var type) => Tensor(of, type, first, dims, strides),
        ("torch._utils._rebuild_parameter" or "torch._utils._rebuild_parameter_with_state", [var data, ..]) => data,
        ("torch._tensor._rebuild_from_type_v2", [PickleGlobal inner, _, object?[] rest, ..]) when inner.Module == "torch._utils" => Call(inner, rest),
        _ => null,
    };

    public object Resolve(object? reference)
    {
        if (reference is not object?[] { Length: >= 5 } parts || parts[0] is not "storage" || parts[1] is not PickleGlobal kind || parts[2] is not string key)
            throw new ModelFormatException(name, "it refers to something outside that is no storage of PyTorch.");
        if (_storages.TryGetValue(key, out var known))
            return known;

        TensorType? type = Types.TryGetValue(kind.Name, out var found) ? found : null;
        if (type is null && kind.Name != "UntypedStorage")
            return new PickleObject(kind.ToString());

        var content = storage(key)
            ?? throw new ModelFormatException(name, $"its pickle names the storage {Quoted.Name(key)}, which is not in the archive.");
        if (isBigEndian && type is { } elements && ElementTypes.Size(elements) > 1)
            content = new SwappedContent(content, ElementTypes.Size(elements));
        return _storages[key] = new(key, type, content);
    }

    private static TorchTensor? Tensor(TorchStorage storage, TensorType type, long first, object?[] dims, object?[] strides) =>
        dims.All(dim => dim is long) && strides.All(stride => stride is long)
            ? new(storage, type, first, [.. dims.Cast<long>()], [.. strides.Cast<long>()])
            : null;
}
