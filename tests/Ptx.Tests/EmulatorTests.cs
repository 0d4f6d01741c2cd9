using System;
using System.Linq;
using System.Runtime.InteropServices;
using Xunit;

namespace NetSpec.Ptx.Tests;

/// <summary>Whole kernels, right ones and ones with a planted fault.</summary>
public class EmulatorTests
{
    private static readonly float[] X = [.. Enumerable.Range(1, 128).Select(i => (float)i)];

    [Fact]
    public void A_guard_keeps_a_ragged_end()
    {
        var y = Run(Kernels.Twice, 100);
        Assert.Equal(X.Take(100).Select(x => 2 * x), y.Take(100));
        Assert.All(y.Skip(100), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Threads_exchange_numbers_across_a_barrier() =>
        Assert.Equal(X.Take(64).Reverse().Concat(X.Skip(64).Reverse()), Run(Kernels.Reverse));

    [Fact]
    public void Lanes_meet_again_after_a_block_out_of_line() =>
        Assert.Equal(X.Select((x, i) => i % 2 == 1 ? x : 0), Run(Kernels.OutOfLine));

    [Fact]
    public void Lanes_meet_again_after_a_loop() =>
        Assert.Equal(X.Select((_, i) => (float)(i % 64)), Run(Kernels.Ragged));

    [Fact]
    public void Asynchronous_copies_arrive() =>
        Assert.Equal(X.Select((_, i) => X[i ^ 1]), Run(Kernels.Ring));

    [Theory]
    [InlineData(Kernels.Twice, "[%rd4]", "[%rd4+4]", "ld.global.f32 %f1, [%rd4+4]", "outside every buffer")]
    [InlineData(Kernels.Twice, "[%rd5], %f2", "[%rd2], %f2", "st.global.f32 [%rd2], %f2", "race")]
    [InlineData(Kernels.Twice, "ld.global.f32\t%f1, [%rd4]", "ld.global.f32\t%f1, [%rd5]", "ld.global.f32", "nothing was written")]
    [InlineData(Kernels.Twice, "[%rd4]", "[%rd4+2]", "ld.global.f32", "not a multiple of 4")]
    [InlineData(Kernels.Reverse, "bar.sync\t0;", "", "ld.shared.f32 %f2, [%r10]", "race|nothing was written")]
    [InlineData(Kernels.Reverse, "ret;", "add.u32 %r10, %r7, 0; st.shared.f32 [%r10], %f1; ret;", "st.shared.f32 [%r10]", "race")]
    [InlineData(Kernels.Reverse, "sub.u32\t%r9, 252", "sub.u32\t%r9, 256", "ld.shared.f32", "outside its 256 bytes")]
    [InlineData(Kernels.Reverse, "st.shared.f32\t[%r8], %f1;", "@%p1 st.shared.f32\t[%r8], %f1;", "@%p1 st.shared.f32", "nothing was written to it")]
    [InlineData(Kernels.Reverse, "st.shared.f32\t[%r8], %f1;", "", "ld.shared.f32", "nothing was written to it")]
    [InlineData(Kernels.Reverse, "bar.sync\t0;", "setp.eq.u32 %p1, %r2, 5; @%p1 bra L_out; bar.sync 0; L_out:", "bar.sync 0", "divergent barrier")]
    [InlineData(Kernels.Reverse, "ret;", "setp.lt.u32 %p1, %r2, 32; @%p1 bra L_out; bar.sync 0; L_out: ret;", "bar.sync 0", "divergent barrier")]
    [InlineData(Kernels.Ring, "cp.async.wait_group 0;", "cp.async.wait_group 1;", "ld.shared.f32", "nothing was written to it|under way")]
    [InlineData(Kernels.Ring, "cp.async.wait_group 0;\n", "", "ld.shared.f32", "nothing was written to it|under way")]
    [InlineData(Kernels.Ring, "ret;", "cp.async.ca.shared.global [%r8], [%rd4], 4; cp.async.wait_all; ret;", "cp.async.ca", "race")]
    [InlineData(Kernels.Ring, "ret;", "bar.sync 0; cp.async.ca.shared.global [%r8], [%rd4], 4; ret;", "", "copies are under way")]
    [InlineData(Kernels.Ring, "bar.sync\t0;", "", "ld.shared.f32", "race|nothing was written")]
    public void Planted_faults_are_found(string kernel, string right, string wrong, string instruction, string problem)
    {
        Assert.Contains(right, kernel, StringComparison.Ordinal);
        var exception = Assert.Throws<PtxException>(() => Run(kernel.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(instruction, exception.Message, StringComparison.Ordinal);
        Assert.Contains(problem.Split('|'), part => exception.Message.Contains(part, StringComparison.Ordinal));
        Assert.Matches(@"thread \d+.* of group \(\d, 0, 0\)", exception.Message);
    }

    [Fact]
    public void A_kernel_without_an_end_is_stopped() =>
        Assert.Contains("does not end", Assert.Throws<PtxException>(() => Run("L_on: bra.uni L_on;")).Message, StringComparison.Ordinal);

    [Fact]
    public void Sectors_and_bank_conflicts_are_counted()
    {
        var good = Launch(Kernels.Reverse, 128, out _);
        Assert.Equal((1.0, 1.0), (good.Efficiency(PtxSpace.Global, stores: false), good.Efficiency(PtxSpace.Shared, stores: false)));
        var bad = Launch("mul.wide.u32 %rd6, %r2, 32; add.u64 %rd7, %rd1, %rd6; setp.lt.u32 %p1, %r2, 16; @%p1 ld.global.f32 %f1, [%rd7]; ret;", 128, out _);
        Assert.Equal(1.0 / 8, bad.Efficiency(PtxSpace.Global, stores: false));
        var conflicts = Launch("shl.b32 %r9, %r2, 7; and.b32 %r9, %r9, 128; add.u32 %r9, %r9, %r7; mov.f32 %f1, 0f00000000; setp.lt.u32 %p1, %r2, 2; @%p1 st.shared.f32 [%r9], %f1; ret;", 128, out _);
        Assert.Equal(0.5, conflicts.Efficiency(PtxSpace.Shared, stores: true));
    }

    [Fact]
    public void Arguments_and_groups_are_checked()
    {
        var kernel = Kernels.Of("ret;");
        Assert.Equal((20, 256, new PtxExtent(64), 2), (kernel.ParameterBytes, kernel.SharedBytes, kernel.MaxThreads, kernel.MinGroups));
        Assert.Contains("takes 20 bytes", Assert.Throws<ArgumentException>(() => PtxEmulator.Launch(kernel, new(1), new(64), new PtxDeviceMemory(), new byte[16])).Message, StringComparison.Ordinal);
        Assert.Contains("groups of up to", Assert.Throws<ArgumentException>(() => PtxEmulator.Launch(kernel, new(1), new(128), new PtxDeviceMemory(), new byte[20])).Message, StringComparison.Ordinal);
    }

    private static float[] Run(string body, int n = 128)
    {
        Launch(body, n, out var y);
        return y;
    }

    private static PtxLaunch Launch(string body, int n, out float[] result)
    {
        var memory = new PtxDeviceMemory();
        var y = new byte[4 * 128];
        var arguments = new byte[20];
        BitConverter.TryWriteBytes(arguments, memory.Add("x", MemoryMarshal.AsBytes<float>(X).ToArray(), filled: true));
        BitConverter.TryWriteBytes(arguments.AsSpan(8), memory.Add("y", y, filled: false));
        BitConverter.TryWriteBytes(arguments.AsSpan(16), n);
        var launch = PtxEmulator.Launch(Kernels.Of(body), new(2), new(64), memory, arguments);
        result = MemoryMarshal.Cast<byte, float>(y).ToArray();
        return launch;
    }
}
