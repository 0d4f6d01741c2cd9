using System;
using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>A compiled kernel: what its descriptor says, by reflection, since the types are of an assembly made in memory.</summary>
internal sealed class EmittedKernel
{
    private readonly object _descriptor;
    private readonly object _tiles;

    /// <param name="assembly">Where it was compiled into.</param>
    /// <param name="key">What it is specialised to.</param>
    /// <param name="type">The name of its class.</param>
    /// <param name="flavour">"Cuda" or "Portable".</param>
    public EmittedKernel(Assembly assembly, FactorKernelKey key, string type, string flavour)
    {
        Key = key;
        _descriptor = assembly.GetType($"{FactorKernelNames.Namespace}.{type}", throwOnError: true)!.GetField(flavour)!.GetValue(null)!;
        _tiles = Property<object>(_descriptor, "Tiles")!;
    }

    public FactorKernelKey Key { get; }

    public int PaddedRows => Property<int>(_tiles, "PaddedRows");

    public int PaddedDepth => Property<int>(_tiles, "PaddedDepth");

    public int StrideMultiple => Property<int>(_tiles, "StrideMultiple");

    private int Threads => Property<int>(_tiles, "Threads");

    /// <summary>Runs it: y = relu?(K x + bias + residual?).</summary>
    public void Run<T>(Accelerator device, FactorBuffers<T> buffers, int batch, int stride, bool relu)
        where T : unmanaged
    {
        var specialization = new KernelSpecialization(Threads, Property<int>(_tiles, "GroupsPerMultiprocessor"));
        var groups = (long)_tiles.GetType().GetMethod("Groups")!.Invoke(_tiles, [batch])!;
        KernelConfig config = (checked((int)groups), Threads);
        var floor = relu ? 0 : float.NegativeInfinity;
        if (Property<Action<long, long, long, long, long, int, int, float>>(_descriptor, "OnAddresses") is { } onAddresses)
        {
            device.LoadStreamKernel(onAddresses, specialization)(
                config, Address(buffers.X), Address(buffers.Weights), Address(buffers.Bias), buffers.Residual is { } residual ? Address(residual) : 0, Address(buffers.Y), batch, stride, floor);
        }
        else
        {
            var onViews = Property<Action<ArrayView<T>, ArrayView<T>, ArrayView<float>, ArrayView<T>, ArrayView<T>, int, int, float, int>>(_descriptor, "OnViews")!;
            device.LoadStreamKernel(onViews, specialization)(
                config, buffers.X.View, buffers.Weights.View, buffers.Bias.View, (buffers.Residual ?? buffers.X).View, buffers.Y.View, batch, stride, floor, buffers.Residual is null ? 0 : 1);
        }

        device.Synchronize();
    }

    private static long Address<T>(MemoryBuffer1D<T, Stride1D.Dense> buffer)
        where T : unmanaged => ((ArrayView<T>)buffer.View).LoadEffectiveAddressAsPtr().ToInt64();

    private static T? Property<T>(object instance, string name) => (T?)instance.GetType().GetProperty(name)!.GetValue(instance);
}
