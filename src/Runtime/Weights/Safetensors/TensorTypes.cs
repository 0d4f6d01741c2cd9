using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>Spelling and size of each <see cref="TensorType"/>.</summary>
internal static class TensorTypes
{
    public const string Readable = "F32, F16, BF16 and F64";

    /// <summary>In the order of the enum.</summary>
    private static readonly (TensorType Type, string Spelling, int Bits)[] Table =
    [
        (TensorType.F32, "F32", 32),
        (TensorType.F16, "F16", 16),
        (TensorType.BF16, "BF16", 16),
        (TensorType.F64, "F64", 64),
        (TensorType.Bool, "BOOL", 8),
        (TensorType.U8, "U8", 8),
        (TensorType.I8, "I8", 8),
        (TensorType.U16, "U16", 16),
        (TensorType.I16, "I16", 16),
        (TensorType.U32, "U32", 32),
        (TensorType.I32, "I32", 32),
        (TensorType.U64, "U64", 64),
        (TensorType.I64, "I64", 64),
        (TensorType.C64, "C64", 64),
        (TensorType.F8E5M2, "F8_E5M2", 8),
        (TensorType.F8E4M3, "F8_E4M3", 8),
        (TensorType.F8E8M0, "F8_E8M0", 8),
        (TensorType.F6E2M3, "F6_E2M3", 6),
        (TensorType.F6E3M2, "F6_E3M2", 6),
        (TensorType.F4, "F4", 4),
    ];

    private static readonly Dictionary<string, TensorType> BySpelling =
        Table.ToDictionary(row => row.Spelling, row => row.Type, StringComparer.Ordinal);

    /// <summary>The spelling of the format: <c>F8_E5M2</c>.</summary>
    public static string Spelling(TensorType type) => Table[(int)type].Spelling;

    public static bool TryParse(string spelling, out TensorType type) => BySpelling.TryGetValue(spelling, out type);

    public static int Bits(TensorType type) => Table[(int)type].Bits;

    /// <summary>Whether a mask may be of the type, besides those that are read as floats.</summary>
    public static bool IsMask(TensorType type) => type is TensorType.Bool or TensorType.U8 or TensorType.I8 or TensorType.I32 or TensorType.I64;

    public static bool IsReadable(TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16 or TensorType.F64;
}
