using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace ILGPU.Execution;

/// <summary>An emulated thread of a kernel.</summary>
internal sealed class GpuThread
{
    [ThreadStatic]
    private static GpuThread? _running;

    private int _sharedArrays;

    public GpuThread(Launch launch, int number, Worker worker)
    {
        Launch = launch;
        Number = number;
        Worker = worker;
        var dim = launch.GroupDim;
        Index = new Index3D(number % dim.X, number / dim.X % dim.Y, number / (dim.X * dim.Y));
    }

    /// <summary>The emulated thread that this thread of the host is running.</summary>
    public static GpuThread Running =>
        _running ?? throw new InvalidOperationException("only a kernel may do this: memory of a device, and what is known of groups and grids, is not for the host");

    /// <summary>The same, or null outside kernels.</summary>
    public static GpuThread? RunningOrNull
    {
        get => _running;
        set => _running = value;
    }

    public Launch Launch { get; }

    /// <summary>The thread in its group, x fastest.</summary>
    public int Number { get; }

    public Index3D Index { get; }

    public Worker Worker { get; }

    /// <summary>Where the thread waits: offset into the kernel's code; null when it is at its end.</summary>
    public int? BarrierSite { get; private set; }

    public void BeginGroup() => _sharedArrays = 0;

    /// <summary>Waits for all threads of the group.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Barrier()
    {
        Launch.Accesses.SettleAll(this);

        // Two calls away: the kernel, behind Group.Barrier.
        BarrierSite = Launch.ComparesBarrierSites ? new StackFrame(2, false).GetNativeOffset() : 0;
        Launch.PassOn(this);
        Worker.TakeBaton();
        Launch.ThrowIfEnded();
    }

    /// <summary>The kernel returned.</summary>
    public void EndGroup()
    {
        Launch.Accesses.SettleAll(this);
        BarrierSite = null;
    }

    public unsafe ArrayView<T> AllocateShared<T>(int extent)
        where T : unmanaged
    {
        var region = Launch.Shared.Take(this, _sharedArrays, typeof(T).Name, (long)extent * sizeof(T));
        _sharedArrays++;
        return new ArrayView<T>(region, 0, extent);
    }

    public unsafe ArrayView<T> DynamicShared<T>()
        where T : unmanaged
    {
        var region = Launch.Shared.Dynamic(this);
        return new ArrayView<T>(region, 0, region.Length / sizeof(T));
    }

    /// <summary>Queues inline PTX.</summary>
    public void Emit(string text, params ReadOnlySpan<ulong> values)
    {
        if (Launch.Accelerator.AcceleratorType != AcceleratorType.Cuda)
            throw Fault(KernelFault.InlinePtx, null, null, "inline PTX on a device that is not CUDA");
        Launch.Ptx.Add(this, InlinePtx.Parse(text), values);
    }

    public unsafe ref T Access<T>(MemoryRegion region, long offset)
        where T : unmanaged
    {
        if (region.Owner is not null && (region.IsReleased || region.Owner != Launch.Accelerator))
            throw region.Fault(this, KernelFault.DeadBuffer, offset, sizeof(T), region.IsReleased ? "accessed after the buffer was disposed of" : "accessed on another accelerator than the buffer's");

        // Devices load 2, 4, 8 or 16 bytes at once, from a multiple of as many.
        if (sizeof(T) is 2 or 4 or 8 or 16 && ((region.Address + offset) & (sizeof(T) - 1)) != 0)
            throw region.Fault(this, KernelFault.Misaligned, offset, sizeof(T), $"accessed as {typeof(T).Name} at byte {offset}, which is no multiple of {sizeof(T)}");
        return ref Launch.Accesses.Access<T>(this, region, (int)offset);
    }

    public KernelFaultException Fault(KernelFault fault, string? buffer, long? index, string what, Exception? cause = null) =>
        new(fault, Launch.KernelName, Launch.GroupIndex, Number, buffer, index, Launch.Instruction is { } instruction && cause is null ? $"{what}, by '{instruction}'" : what, cause);
}
