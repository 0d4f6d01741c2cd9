using ILGPU.Execution;

namespace ILGPU;

/// <summary>The grid of the running kernel, and the place of the thread's group in it.</summary>
public static class Grid
{
    public static int IdxX => GpuThread.Running.Launch.GroupIndex.X;

    public static int IdxY => GpuThread.Running.Launch.GroupIndex.Y;

    public static int IdxZ => GpuThread.Running.Launch.GroupIndex.Z;

    public static Index3D Index => GpuThread.Running.Launch.GroupIndex;

    public static int DimX => GpuThread.Running.Launch.GridDim.X;

    public static int DimY => GpuThread.Running.Launch.GridDim.Y;

    public static int DimZ => GpuThread.Running.Launch.GridDim.Z;

    public static Index3D Dimension => GpuThread.Running.Launch.GridDim;
}
