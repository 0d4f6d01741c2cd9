using System;

namespace ILGPU.Runtime.Cuda;

/// <summary>A version of the CUDA driver.</summary>
public readonly record struct CudaDriverVersion
{
    private CudaDriverVersion(int major, int minor)
    {
        Major = major;
        Minor = minor;
    }

    public int Major { get; }

    public int Minor { get; }

    public static CudaDriverVersion FromMajorMinor(int major, int minor) => new(major, minor);

    public override string ToString() => FormattableString.Invariant($"{Major}.{Minor}");
}
