using System;

namespace NetSpec.Runtime.Weights;

/// <summary>Spelling and size of each <see cref="TensorType"/>.</summary>
internal static class TensorTypes
{
    public const string Readable = "F32, F16, BF16 and F64";

    /// <summary>The spelling of the format: <c>F8_E5M2</c>.</summary>
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

    public static bool TryParse(string spelling, out TensorType type)
    {
        foreach (var candidate in Enum.GetValues<TensorType>())
        {
            if (Spelling(candidate) == spelling)
            {
                type = candidate;
                return true;
            }
        }

        type = default;
        return false;
    }

    public static int Bits(TensorType type) => type switch
    {
        TensorType.F64 or TensorType.U64 or TensorType.I64 or TensorType.C64 => 64,
        TensorType.F32 or TensorType.U32 or TensorType.I32 => 32,
        TensorType.F16 or TensorType.BF16 or TensorType.U16 or TensorType.I16 => 16,
        TensorType.F6E2M3 or TensorType.F6E3M2 => 6,
        TensorType.F4 => 4,
        _ => 8,
    };

    public static bool IsReadable(TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16 or TensorType.F64;
}
