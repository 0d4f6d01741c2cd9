using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NetSpec.Ptx;

/// <summary>A fundamental type of PTX, such as <c>b32</c> or <c>f16x2</c>.</summary>
/// <param name="Kind">How its bits are read.</param>
/// <param name="Bits">Its size; 1 for a predicate.</param>
public readonly record struct PtxType(PtxTypeKind Kind, int Bits)
{
    /// <summary>Its size in memory.</summary>
    public int Bytes => Bits / 8;

    /// <summary>The bits that a value of it may have.</summary>
    public ulong Mask => Bits == 64 ? ulong.MaxValue : (1UL << Bits) - 1;

    /// <summary>Whether a value takes a whole 32-bit register of the device, two, or none: 1, 2 or 0.</summary>
    public int Registers => Kind == PtxTypeKind.Predicate ? 0 : (Bits + 31) / 32;

    /// <summary>Reads <c>u32</c>.</summary>
    /// <param name="text">The name, without a dot.</param>
    /// <param name="type">The type.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out PtxType type)
    {
        type = default;
        if (text is "pred")
        {
            type = new(PtxTypeKind.Predicate, 1);
            return true;
        }

        if (text is "f16x2")
        {
            type = new(PtxTypeKind.HalfPair, 32);
            return true;
        }

        if (string.IsNullOrEmpty(text) || !int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) || bits is not (8 or 16 or 32 or 64))
            return false;

        type = text[0] switch
        {
            'b' => new(PtxTypeKind.Bits, bits),
            'u' => new(PtxTypeKind.UnsignedInteger, bits),
            's' => new(PtxTypeKind.SignedInteger, bits),
            'f' when bits > 8 => new(PtxTypeKind.FloatingPoint, bits),
            _ => default,
        };
        return type.Bits > 0;
    }

    /// <summary>The value as a signed number, where the type is signed, else as an unsigned one.</summary>
    public long Extend(ulong raw) => Kind == PtxTypeKind.SignedInteger ? (long)(raw << (64 - Bits)) >> (64 - Bits) : (long)(raw & Mask);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        PtxTypeKind.Predicate => "pred",
        PtxTypeKind.HalfPair => "f16x2",
        PtxTypeKind.Bits => Invariant($"b{Bits}"),
        PtxTypeKind.UnsignedInteger => Invariant($"u{Bits}"),
        PtxTypeKind.SignedInteger => Invariant($"s{Bits}"),
        _ => Invariant($"f{Bits}"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
