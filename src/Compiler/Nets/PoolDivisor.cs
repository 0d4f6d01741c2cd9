namespace NetSpec.Compiler.Nets;

/// <summary>What the kernel of a <see cref="SumPool"/> divides a window's sum by, to the power q.</summary>
internal enum PoolDivisor
{
    /// <summary>Nothing: the edges of a max-pool are 1, and a divisor that all windows share is part of the unit.</summary>
    None,

    /// <summary>The positions a window covers.</summary>
    Covered,

    /// <summary>The positions a window covers and the declared padding it covers.</summary>
    Padded,
}
