using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Tensors;

/// <summary>Size and spelling of the types that tensors of the formats have.</summary>
internal static class ElementTypes
{
    /// <summary>Bytes of an element.</summary>
    public static int Size(TensorType type) => type switch
    {
        TensorType.F64 or TensorType.I64 or TensorType.U64 or TensorType.C64 => 8,
        TensorType.F32 or TensorType.I32 or TensorType.U32 => 4,
        TensorType.F16 or TensorType.BF16 or TensorType.I16 or TensorType.U16 => 2,
        _ => 1,
    };

    /// <summary>Whether elements are less than a byte, which none of the formats but safetensors has.</summary>
    public static bool IsPacked(TensorType type) => type is TensorType.F4 or TensorType.F6E2M3 or TensorType.F6E3M2;

    /// <summary>The spelling of safetensors.</summary>
    public static string Spelling(TensorType type) => type switch
    {
        TensorType.Bool => "BOOL",
        TensorType.F8E5M2 => "F8_E5M2",
        TensorType.F8E4M3 => "F8_E4M3",
        TensorType.F8E8M0 => "F8_E8M0",
        TensorType.F6E2M3 => "F6_E2M3",
        TensorType.F6E3M2 => "F6_E3M2",
        _ => type.ToString(),
    };

    public static bool IsFloat(TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16 or TensorType.F64;
}
