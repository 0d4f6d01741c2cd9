using System;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Execution;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using Xunit;

namespace NetSpec.Gpu.Tests.StandIn;

public sealed class MemoryTests : Devices
{
    private const int Threads = 32;

    [Fact]
    public void An_index_past_the_end_is_caught()
    {
        using var x = Numbers(2 * Threads);
        using var y = Device.Allocate1D<float>(2 * Threads);
        var copy = Device.LoadStreamKernel<ArrayView<float>, ArrayView<float>, int>(Copy);
        copy((2, Threads), x.View, y.View, 0);
        Assert.Equal(x.GetAsArray1D(), y.GetAsArray1D());

        var fault = Fails(KernelFault.OutOfBounds, () => copy((2, Threads), x.View, y.View, 1));
        Assert.Equal(new Index3D(1, 0, 0), fault.Group);
        Assert.Equal(Threads - 1, fault.Thread);
        Assert.Equal(2 * Threads, fault.Index);
        Assert.Equal("Single buffer 0", fault.Buffer);
        Fails(KernelFault.OutOfBounds, () => copy((2, Threads), x.View, y.View, -1));
    }

    [Fact]
    public void A_part_of_a_view_ends_where_it_says()
    {
        using var x = Numbers(Threads + 4);
        using var y = Device.Allocate1D<float>(Threads + 4);
        var copy = Device.LoadStreamKernel<ArrayView<float>, ArrayView<float>, int>(CopyPart);
        copy((1, Threads), x.View, y.View, 4);
        var fault = Fails(KernelFault.OutOfBounds, () => copy((1, Threads), x.View, y.View, 5));
        Assert.Contains("begin of 32 elements in a view of 36", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_groups_may_not_share_what_one_writes()
    {
        using var x = Numbers(8);
        using var y = Device.Allocate1D<float>(8);
        var write = Device.LoadStreamKernel<ArrayView<float>, ArrayView<float>, int>(WriteGroup);
        write((8, 1), x.View, y.View, 1);
        y.CopyFromCPU(new float[8]);
        var fault = Fails(KernelFault.DataRace, () => write((8, 1), x.View, y.View, 0));
        Assert.Equal(new Index3D(1, 0, 0), fault.Group);
        Assert.Contains("written by another group of the launch", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_may_not_write_what_another_read()
    {
        using var x = Numbers(8);
        var shift = Device.LoadStreamKernel<ArrayView<float>, int>(Shift);
        var fault = Fails(KernelFault.DataRace, () => shift((7, 1), x.View, 1));
        Assert.Contains("read by another group of the launch", fault.Message, StringComparison.Ordinal);
        shift((7, 1), x.View, 0);
    }

    [Fact]
    public void Launches_follow_each_other()
    {
        using var x = Numbers(Threads);
        using var y = Device.Allocate1D<float>(Threads);
        using var z = Device.Allocate1D<float>(Threads);
        var copy = Device.LoadStreamKernel<ArrayView<float>, ArrayView<float>, int>(Copy);
        copy((1, Threads), x.View, y.View, 0);
        copy((2, Threads / 2), y.View, z.View, 0);
    }

    [Fact]
    public void Two_threads_may_not_write_one_element()
    {
        using var x = Numbers(Threads);
        using var y = Device.Allocate1D<float>(Threads);
        var write = Device.LoadStreamKernel<ArrayView<float>, ArrayView<float>, int>(WriteModulo);
        write((1, Threads), x.View, y.View, Threads);
        y.CopyFromCPU(new float[Threads]);
        var fault = Fails(KernelFault.DataRace, () => write((1, Threads), x.View, y.View, Threads - 1));
        Assert.Equal(Threads - 1, fault.Thread);
        Assert.Equal(0, fault.Index);
        Assert.Contains("written by thread 0 with no barrier between", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_buffer_nobody_filled_is_not_read()
    {
        using var x = Device.Allocate1D<float>(Threads);
        using var y = Device.Allocate1D<float>(Threads);
        var copy = Device.LoadStreamKernel<ArrayView<float>, ArrayView<float>, int>(Copy);
        Fails(KernelFault.UninitialisedRead, () => copy((1, Threads), x.View, y.View, 0));
        x.View.BaseView.SubView(0, Threads - 1).CopyFromCPU(new float[Threads - 1]);
        Assert.Equal(Threads - 1, Fails(KernelFault.UninitialisedRead, () => copy((1, Threads), x.View, y.View, 0)).Index);
        x.MemSetToZero();
        copy((1, Threads), x.View, y.View, 0);
    }

    [Fact]
    public void Shared_memory_of_one_group_is_nothing_to_the_next()
    {
        using var y = Device.Allocate1D<float>(2);
        var fault = Fails(KernelFault.UninitialisedRead, () => Device.LoadStreamKernel<ArrayView<float>>(KeepShared)((2, 1), y.View));
        Assert.Equal(new Index3D(1, 0, 0), fault.Group);
    }

    [Fact]
    public void An_access_is_aligned_to_its_size()
    {
        using var x = Numbers(Threads + 4);
        using var y = Device.Allocate1D<float>(4);
        var load = Device.LoadStreamKernel<ArrayView<float>, ArrayView<float>, int>(LoadFour);
        load((1, 1), x.View, y.View, 4);
        Assert.Equal([4.5f, 5.5f, 6.5f, 7.5f], y.GetAsArray1D());
        Fails(KernelFault.Misaligned, () => load((1, 1), x.View, y.View, 2));
    }

    [Fact]
    public void A_reference_reads_and_writes_whatever_the_order()
    {
        using var x = Numbers(4);
        Device.LoadStreamKernel<ArrayView<float>>(Mix)((1, 1), x.View);
        Assert.Equal([1.5f, 3f, 0.5f + 1.5f + 3f, 99f], x.GetAsArray1D());
    }

    [Fact]
    public void Shared_memory_is_limited_and_the_same_for_all()
    {
        var take = Device.LoadStreamKernel<int, int>(Take);
        take((1, 2), 12 * 1024, 0);
        Fails(KernelFault.SharedMemory, () => take((1, 2), (12 * 1024) + 1, 0));
        Assert.Equal(1, Fails(KernelFault.SharedMemory, () => take((1, 2), 1024, 1)).Thread);
    }

    [Fact]
    public void Shared_memory_of_the_launch_can_be_used()
    {
        using var y = Device.Allocate1D<float>(Threads);
        var kernel = Device.LoadStreamKernel<ArrayView<float>>(Dynamic);
        kernel((1, Threads, SharedMemoryConfig.RequestDynamic<float>(Threads)), y.View);
        Assert.Equal(Threads - 1, y.GetAsArray1D()[0]);
        Fails(KernelFault.SharedMemory, () => kernel((1, Threads), y.View));
        Fails(KernelFault.OutOfBounds, () => kernel((1, Threads, SharedMemoryConfig.RequestDynamic<float>(Threads - 1)), y.View));
    }

    [Fact]
    public void A_buffer_is_used_while_it_lives_and_where_it_lives()
    {
        using var x = Numbers(Threads);
        var copy = Device.LoadStreamKernel<ArrayView<float>, ArrayView<float>, int>(Copy);
        using var context = Context.Create(builder => builder.CPU(CPUDeviceKind.Nvidia));
        using var cpu = context.CreateCPUAccelerator(0);
        using var elsewhere = cpu.Allocate1D<float>(Threads);
        Fails(KernelFault.DeadBuffer, () => copy((1, Threads), x.View, elsewhere.View, 0));

        var y = Device.Allocate1D<float>(Threads);
        y.Dispose();
        Fails(KernelFault.DeadBuffer, () => copy((1, Threads), x.View, y.View, 0));
    }

    [Fact]
    public void Memory_is_for_kernels_and_limited()
    {
        using var x = Numbers(4);
        Assert.Throws<InvalidOperationException>(() => x.View.BaseView[0]);
        Assert.Throws<CudaException>(() => Device.Allocate1D<float>(Device.MemorySize / 4 + 1));
    }

    [Fact]
    public void A_launch_has_the_sizes_a_device_can_have()
    {
        var launch = Device.LoadStreamKernel<int>(Nothing, new KernelSpecialization(64, 1));
        launch((2, 64), 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => launch((0, 64), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => launch((1, 65), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => launch((new Index3D(1, 65536, 1), new Index3D(1, 1, 1)), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.LoadStreamKernel<int>(Nothing)((1, 1025), 0));
    }

    private static void Copy(ArrayView<float> x, ArrayView<float> y, int shift)
    {
        var i = Grid.IdxX * Group.DimX + Group.IdxX;
        y[i] = x[i + shift];
    }

    private static void CopyPart(ArrayView<float> x, ArrayView<float> y, int from) =>
        y.SubView(from, Threads)[Group.IdxX] = x.SubView(from, Threads)[Group.IdxX];

    private static void WriteGroup(ArrayView<float> x, ArrayView<float> y, int stride) => y[Grid.IdxX * stride] = x[Grid.IdxX];

    // Group g reads what group g + 1 writes.
    private static void Shift(ArrayView<float> x, int distance) => x[Grid.IdxX] = x[Grid.IdxX + distance] + 1;

    private static void WriteModulo(ArrayView<float> x, ArrayView<float> y, int modulus) => y[Group.IdxX % modulus] = x[Group.IdxX];

    private static void KeepShared(ArrayView<float> y)
    {
        var kept = SharedMemory.Allocate<float>(1);
        if (Grid.IdxX == 0)
            kept[0] = 3;
        y[Grid.IdxX] = kept[0];
    }

    private static void LoadFour(ArrayView<float> x, ArrayView<float> y, int from) => y.Cast<Four>()[0] = x.SubView(from, 4).Cast<Four>()[0];

    private static void Mix(ArrayView<float> x)
    {
        x[0] = x[0] + 1;
        x[1] += x[0];
        x[2] = Sum(x) + 0.5f;
        ref var last = ref x[3];
        last = 98;
        last++;
    }

    private static float Sum(ArrayView<float> x)
    {
        var pairs = x.Cast<Two>();
        return pairs[0].X + pairs[0].Y;
    }

    private static void Take(int count, int more)
    {
        var shared = SharedMemory.Allocate<float>(count + (more * Group.IdxX));
        shared[Group.IdxX] = 1;
    }

    private static void Dynamic(ArrayView<float> y)
    {
        var shared = SharedMemory.GetDynamic<float>();
        shared[Group.IdxX] = Group.IdxX;
        Group.Barrier();
        y[Group.IdxX] = shared[Threads - 1 - Group.IdxX];
    }

    private static void Nothing(int nothing)
    {
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Four
    {
        public float X;
        public float Y;
        public float Z;
        public float W;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Two
    {
        public float X;
        public float Y;
    }
}
