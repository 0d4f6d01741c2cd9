namespace ILGPU.Runtime;

/// <summary>A device that accelerators can be made for.</summary>
public abstract class Device
{
    private protected Device(AcceleratorType acceleratorType, string name, int warpSize, int maxNumThreadsPerGroup)
    {
        AcceleratorType = acceleratorType;
        Name = name;
        WarpSize = warpSize;
        MaxNumThreadsPerGroup = maxNumThreadsPerGroup;
        MaxGroupSize = new Index3D(maxNumThreadsPerGroup, maxNumThreadsPerGroup, System.Math.Min(64, maxNumThreadsPerGroup));
    }

    public AcceleratorType AcceleratorType { get; }

    public string Name { get; }

    public long MemorySize { get; private protected init; } = int.MaxValue;

    // The grid of CUDA devices: what is launched in tests can be launched there.
    public Index3D MaxGridSize { get; } = new(int.MaxValue, ushort.MaxValue, ushort.MaxValue);

    public Index3D MaxGroupSize { get; }

    public int MaxNumThreadsPerGroup { get; }

    public int MaxSharedMemoryPerGroup { get; } = 48 * 1024;

    public int MaxConstantMemory { get; } = 64 * 1024;

    public int WarpSize { get; }

    public int NumMultiprocessors { get; private protected init; } = 1;

    public int MaxNumThreadsPerMultiprocessor { get; private protected init; } = 1024;

    public int MaxNumThreads => NumMultiprocessors * MaxNumThreadsPerMultiprocessor;

    public abstract Accelerator CreateAccelerator(Context context);

    public override string ToString() => $"{Name} [Type: {AcceleratorType}, WarpSize: {WarpSize}]";
}
