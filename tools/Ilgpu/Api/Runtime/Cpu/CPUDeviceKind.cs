namespace ILGPU.Runtime.CPU;

/// <summary>Which kind of device a CPU imitates.</summary>
public enum CPUDeviceKind
{
    Default,
    Nvidia,
    AMD,
    LegacyAMD,
    Intel,
}
