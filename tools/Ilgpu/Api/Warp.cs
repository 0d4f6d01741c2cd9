using ILGPU.Execution;

namespace ILGPU;

/// <summary>The warp of the running thread.</summary>
public static class Warp
{
    public static int WarpSize => GpuThread.Running.Launch.Accelerator.WarpSize;

    public static int LaneIdx => GpuThread.Running.Number % WarpSize;

    public static bool IsFirstLane => LaneIdx == 0;

    public static bool IsLastLane => LaneIdx == WarpSize - 1;

    public static int WarpIdx => GpuThread.Running.Number / WarpSize;
}
