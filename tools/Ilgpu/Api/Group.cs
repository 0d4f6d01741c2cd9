using System.Runtime.CompilerServices;
using ILGPU.Execution;

namespace ILGPU;

/// <summary>The thread group of the running kernel.</summary>
public static class Group
{
    public static int IdxX => GpuThread.Running.Index.X;

    public static int IdxY => GpuThread.Running.Index.Y;

    public static int IdxZ => GpuThread.Running.Index.Z;

    public static Index3D Index => GpuThread.Running.Index;

    public static int DimX => GpuThread.Running.Launch.GroupDim.X;

    public static int DimY => GpuThread.Running.Launch.GroupDim.Y;

    public static int DimZ => GpuThread.Running.Launch.GroupDim.Z;

    public static Index3D Dimension => GpuThread.Running.Launch.GroupDim;

    public static int LinearIndex => GpuThread.Running.Number;

    /// <summary>Waits until all threads of the group are here.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Barrier() => GpuThread.Running.Barrier();
}
