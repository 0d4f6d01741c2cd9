using System;
using System.Linq;
using ILGPU;
using ILGPU.Execution;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using Xunit;

namespace NetSpec.Gpu.Tests.StandIn;

public sealed class InlinePtxTests : Devices
{
    private const int Threads = 64;

    [Fact]
    public void Inline_ptx_computes_with_named_registers()
    {
        using var y = Device.Allocate1D<float>(Threads);
        Device.LoadStreamKernel<long, float>(Scale)((1, Threads), Address(y), 3f);
        Assert.Equal(Enumerable.Range(0, Threads).Select(i => i * 3f), y.GetAsArray1D());
    }

    [Fact]
    public void A_comment_keeps_values_and_does_nothing()
    {
        using var x = Numbers(Threads);
        Device.LoadStreamKernel<ArrayView<float>>(Comment)((1, Threads), x.View);
        Assert.Equal(1.5f, x.GetAsArray1D()[0]);
    }

    [Fact]
    public void An_address_outside_all_buffers_is_caught()
    {
        using var y = Device.Allocate1D<float>(Threads - 1);
        var fault = Fails(KernelFault.OutOfBounds, () => Device.LoadStreamKernel<long, float>(Scale)((1, Threads), Address(y), 3f));
        Assert.Equal(Threads - 1, fault.Thread);
        Assert.Equal(Threads - 1, fault.Index);
        Fails(KernelFault.OutOfBounds, () => Device.LoadStreamKernel<long, float>(Scale)((1, 1), 0, 3f));
    }

    [Fact]
    public void A_misaligned_address_is_caught()
    {
        using var y = Device.Allocate1D<float>(Threads + 1);
        var fault = Fails(KernelFault.InlinePtx, () => Device.LoadStreamKernel<long, float>(Scale)((1, Threads), Address(y) + 2, 3f));
        Assert.Contains("not a multiple of 4", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void An_asynchronous_copy_is_waited_for_by_its_thread_and_then_by_all(int waits, int meets)
    {
        using var x = Numbers(4 * Threads);
        using var y = Device.Allocate1D<float>(4 * Threads);
        var copy = Device.LoadStreamKernel<long, long, int, int>(CopyAsync);
        void Launch() => copy((1, Threads), Address(x), Address(y), waits, meets);
        if (waits == 0)
            Fails(KernelFault.DataRace, Launch);
        else if (meets == 0)
            Fails(KernelFault.UninitialisedRead, Launch);
        else
            Launch();
        if (waits == 0 || meets == 0)
            return;

        var (from, to) = (x.GetAsArray1D(), y.GetAsArray1D());
        for (var i = 0; i < to.Length; i++)
            Assert.Equal(from[(Threads - 1 - (i / 4)) * 4 + (i % 4)], to[i]);
    }

    [Fact]
    public void A_warp_executes_a_matrix_load_as_one()
    {
        var load = Device.LoadStreamKernel<int>(LoadMatrix);
        load((1, Threads), 32);
        var fault = Fails(KernelFault.InlinePtx, () => load((1, Threads), 31));
        Assert.Contains("while thread 0, of the same warp, is at 'ldmatrix", fault.Message, StringComparison.Ordinal);
        Assert.Equal(31, fault.Thread);
    }

    [Fact]
    public void Inline_shared_memory_counts_against_the_limit()
    {
        var fault = Fails(KernelFault.SharedMemory, () => Device.LoadStreamKernel<int>(TooMuch)((1, 1), 0));
        Assert.Equal("inline shared array big", fault.Buffer);
    }

    [Fact]
    public void What_is_not_ptx_is_named()
    {
        Assert.Contains("frobnicate", Fails(KernelFault.InlinePtx, () => Device.LoadStreamKernel<int>(Unknown)((1, 1), 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_cuda_device_runs_it()
    {
        using var context = Context.Create(builder => builder.CPU(CPUDeviceKind.Nvidia));
        using var cpu = context.CreateCPUAccelerator(0);
        Fails(KernelFault.InlinePtx, () => cpu.LoadStreamKernel<int>(LoadMatrix)((1, 32), 32));
    }

    private static long Address(MemoryBuffer1D<float, Stride1D.Dense> buffer) => ((ArrayView<float>)buffer.View).LoadEffectiveAddressAsPtr().ToInt64();

    private static void Scale(long y, float factor)
    {
        CudaAsm.Emit(".reg .f32 kv<2>;");
        CudaAsm.Emit("cvt.rn.f32.s32 kv0, %0; mul.f32 kv1, kv0, %1;", Group.IdxX, factor);
        CudaAsm.Emit("st.global.f32 [%0], kv1;", y + Group.IdxX * 4L);
    }

    private static void Comment(ArrayView<float> x)
    {
        var value = x[Group.IdxX];
        CudaAsm.Emit("// %0", value);
        x[Group.IdxX] = value + 1;
    }

    private static void CopyAsync(long x, long y, int waits, int meets)
    {
        int t = Group.IdxX;
        CudaAsm.Emit(".shared .align 16 .b8 kss[1024];");
        CudaAsm.Emit(".reg .b32 ks<2>; .reg .f32 kv<4>; mov.u32 ks0, kss;");
        CudaAsm.Emit("add.u32 ks1, ks0, %0; cp.async.cg.shared.global [ks1], [%1], 16; cp.async.commit_group;", t * 16, x + t * 16L);
        if (waits != 0)
            CudaAsm.Emit("cp.async.wait_group 0;");
        if (meets != 0)
            Group.Barrier();
        CudaAsm.Emit("add.u32 ks1, ks0, %0; ld.shared.v4.f32 {kv0, kv1, kv2, kv3}, [ks1]; st.global.v4.f32 [%1], {kv0, kv1, kv2, kv3};", (Threads - 1 - t) * 16, y + t * 16L);
    }

    private static void LoadMatrix(int lanes)
    {
        int t = Group.IdxX;
        CudaAsm.Emit(".shared .align 16 .b8 kss[1024];");
        CudaAsm.Emit(".reg .b32 ks<2>, ka<4>; mov.u32 ks0, kss; add.u32 ks1, ks0, %0; st.shared.v4.b32 [ks1], {%0, %0, %0, %0};", t * 16);
        Group.Barrier();
        if (t % 32 < lanes)
            CudaAsm.Emit("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {ka0, ka1, ka2, ka3}, [ks1];");
    }

    private static void TooMuch(int nothing)
    {
        CudaAsm.Emit(".shared .align 16 .b8 small[16];");
        CudaAsm.Emit(".shared .align 16 .b8 big[49152];");
    }

    private static void Unknown(int nothing) => CudaAsm.Emit("frobnicate.b32 %0, %0;", nothing);
}
