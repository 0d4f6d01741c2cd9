namespace ILGPU;

/// <summary>How much a kernel is optimised; the stand-in runs it as the C# compiler left it.</summary>
public enum OptimizationLevel
{
    Debug = O0,
    Release = O1,
    O0 = 0,
    O1,
    O2,
}
