using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using ILGPU.Execution;
using ILGPU.Util;

namespace ILGPU.Runtime;

/// <summary>A device in use. Launches are done when the call returns.</summary>
public abstract class Accelerator : DisposeBase
{
    private readonly Lock _launching = new();
    private readonly List<WeakReference<AcceleratorObject>> _objects = [];
    private readonly AddressSpace _memory;
    private int _epoch = 1;

    private protected Accelerator(Context context, Device device)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        Device = device;
        _memory = new AddressSpace(this);
        DefaultStream = new StandInStream(this);
        context.Register(this);
    }

    /// <summary>The kind of the accelerator that runs the calling kernel; CPU outside kernels.</summary>
    public static AcceleratorType CurrentType => GpuThread.RunningOrNull?.Launch.Accelerator.AcceleratorType ?? AcceleratorType.CPU;

    public Context Context { get; }

    public Device Device { get; }

    public AcceleratorStream DefaultStream { get; }

    public AcceleratorType AcceleratorType => Device.AcceleratorType;

    public string Name => Device.Name;

    public long MemorySize => Device.MemorySize;

    public Index3D MaxGridSize => Device.MaxGridSize;

    public Index3D MaxGroupSize => Device.MaxGroupSize;

    public int MaxNumThreadsPerGroup => Device.MaxNumThreadsPerGroup;

    public int MaxSharedMemoryPerGroup => Device.MaxSharedMemoryPerGroup;

    public int WarpSize => Device.WarpSize;

    public int NumMultiprocessors => Device.NumMultiprocessors;

    public int MaxNumThreadsPerMultiprocessor => Device.MaxNumThreadsPerMultiprocessor;

    public int MaxNumThreads => Device.MaxNumThreads;

    internal AddressSpace Memory => _memory;

    /// <summary>Makes the accelerator the current one of the calling thread, which the stand-in has no need of.</summary>
    public void Bind() => VerifyAlive();

    public AcceleratorStream CreateStream()
    {
        VerifyAlive();
        return new StandInStream(this);
    }

    public void Synchronize() => VerifyAlive();

    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged
    {
        VerifyAlive();
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var region = _memory.Allocate(typeof(T).Name, checked(length * Unsafe.SizeOf<T>())) ?? throw OutOfMemory();
        return new MemoryBuffer1D<T, Stride1D.Dense>(this, new ArrayView<T>(region, 0, length));
    }

    public override string ToString() => Device.ToString();

    internal void VerifyAlive() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    internal void Register(AcceleratorObject child)
    {
        lock (_objects)
            _objects.Add(new WeakReference<AcceleratorObject>(child));
    }

    internal void Launch(string kernelName, KernelConfig config, Action kernel)
    {
        VerifyAlive();
        lock (_launching)
        {
            using var launch = new Launch(this, kernelName, config, _epoch, kernel);
            try
            {
                launch.Run();
            }
            finally
            {
                _epoch = launch.Clock.Now + 1;
            }
        }
    }

    /// <summary>What the device's driver throws when memory is short.</summary>
    private protected virtual Exception OutOfMemory() => new InsufficientMemoryException();

    protected override void Dispose(bool disposing)
    {
        lock (_objects)
        {
            foreach (var reference in _objects)
            {
                if (reference.TryGetTarget(out var child))
                    child.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
