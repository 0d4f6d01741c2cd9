using System;

namespace ILGPU.Runtime.Cuda;

/// <summary>A version of PTX.</summary>
public readonly record struct CudaInstructionSet(int Major, int Minor)
{
    public override string ToString() => FormattableString.Invariant($"ISA_{Major}{Minor}");
}
