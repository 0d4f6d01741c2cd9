using System;

namespace ILGPU.Runtime.Cuda;

/// <summary>A compute capability.</summary>
public readonly record struct CudaArchitecture(int Major, int Minor)
{
    public override string ToString() => FormattableString.Invariant($"SM_{Major}{Minor}");
}
