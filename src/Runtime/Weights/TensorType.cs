namespace NetSpec.Runtime.Weights;

/// <summary>
/// The element types of the safetensors format. Only <see cref="F64"/>, <see cref="F32"/>, <see cref="F16"/> and
/// <see cref="BF16"/> are read as floats.
/// </summary>
public enum TensorType
{
    /// <summary>IEEE single precision.</summary>
    F32,

    /// <summary>IEEE half precision.</summary>
    F16,

    /// <summary>The upper half of an IEEE single.</summary>
    BF16,

    /// <summary>IEEE double precision.</summary>
    F64,

    /// <summary>A byte that is 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned, 8 bits.</summary>
    U8,

    /// <summary>Signed, 8 bits.</summary>
    I8,

    /// <summary>Unsigned, 16 bits.</summary>
    U16,

    /// <summary>Signed, 16 bits.</summary>
    I16,

    /// <summary>Unsigned, 32 bits.</summary>
    U32,

    /// <summary>Signed, 32 bits.</summary>
    I32,

    /// <summary>Unsigned, 64 bits.</summary>
    U64,

    /// <summary>Signed, 64 bits.</summary>
    I64,

    /// <summary>Complex, two singles.</summary>
    C64,

    /// <summary>8 bits: 5 of exponent, 2 of mantissa.</summary>
    F8E5M2,

    /// <summary>8 bits: 4 of exponent, 3 of mantissa.</summary>
    F8E4M3,

    /// <summary>8 bits of exponent: a scale factor.</summary>
    F8E8M0,

    /// <summary>6 bits: 2 of exponent, 3 of mantissa.</summary>
    F6E2M3,

    /// <summary>6 bits: 3 of exponent, 2 of mantissa.</summary>
    F6E3M2,

    /// <summary>4 bits: 2 of exponent, 1 of mantissa.</summary>
    F4,
}
