namespace ILGPU.Runtime;

/// <summary>What a kernel's registers are allotted for.</summary>
public readonly struct KernelSpecialization
{
    public static readonly KernelSpecialization Empty;

    public KernelSpecialization(int? maxNumThreadsPerGroup, int? minNumGroupsPerMultiprocessor)
    {
        MaxNumThreadsPerGroup = maxNumThreadsPerGroup;
        MinNumGroupsPerMultiprocessor = minNumGroupsPerMultiprocessor;
    }

    public int? MaxNumThreadsPerGroup { get; }

    public int? MinNumGroupsPerMultiprocessor { get; }
}
