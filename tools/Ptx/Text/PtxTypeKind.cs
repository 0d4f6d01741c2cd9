namespace NetSpec.Ptx;

/// <summary>How the bits of a PTX type are read.</summary>
public enum PtxTypeKind
{
    /// <summary>b8 to b64: no more than bits.</summary>
    Bits,

    /// <summary>u8 to u64.</summary>
    UnsignedInteger,

    /// <summary>s8 to s64.</summary>
    SignedInteger,

    /// <summary>f16, f32 and f64.</summary>
    FloatingPoint,

    /// <summary>f16x2: two halves, the first in the low bits.</summary>
    HalfPair,

    /// <summary>pred.</summary>
    Predicate,
}
