namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>How the values of x come into the shared memory of a kernel on tensor cores.</summary>
internal enum TensorInput
{
    /// <summary>Batch-last: copied as [l][n], 16 bytes of samples at a time, without a detour through registers.</summary>
    Columns,

    /// <summary>Batch-first, d = 1 and c even: copied as [n][l], 16, 8 or 4 bytes of l at a time, without a detour through registers.</summary>
    Rows,

    /// <summary>Other batch-first patterns: read in runs of j, sorted in registers, and stored as an [n][l] tile of each j.</summary>
    Runs,
}
