namespace ILGPU.Runtime.CPU;

/// <summary>Whether threads of a CPU run at once; on the stand-in one runs at a time.</summary>
public enum CPUAcceleratorMode
{
    Auto = 0,
    Sequential = 1,
    Parallel = 2,
}
