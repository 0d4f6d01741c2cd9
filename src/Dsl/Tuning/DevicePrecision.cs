namespace NetSpec.Dsl.Tuning;

/// <summary>In what numbers values and weights lie in a device's memory. Sums are always in single precision.</summary>
public enum DevicePrecision
{
    /// <summary>Single precision, 4 bytes.</summary>
    Fp32,

    /// <summary>IEEE half precision, 2 bytes.</summary>
    Fp16,
}
