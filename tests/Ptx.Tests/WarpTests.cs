using System;
using System.Globalization;
using System.Linq;
using Xunit;
using static NetSpec.Ptx.Tests.Bench;

namespace NetSpec.Ptx.Tests;

/// <summary>What the lanes of a warp do together, and what they do with memory.</summary>
public class WarpTests
{
    [Fact]
    public void Mma_is_a_matrix_product()
    {
        var random = new Random(3);
        var a = Matrix(random, 16, 16);
        var b = Matrix(random, 16, 8);
        var c = Matrix(random, 16, 8);
        var bench = new Bench();
        var arguments = new Func<int, ulong>[10];
        for (var i = 0; i < 4; i++)
        {
            var at = i;
            arguments[i] = lane => Pair(a[(lane / 4) + (8 * (at % 2)), (2 * (lane % 4)) + (8 * (at / 2))], a[(lane / 4) + (8 * (at % 2)), (2 * (lane % 4)) + 1 + (8 * (at / 2))]);
            arguments[6 + i] = lane => F(c[(lane / 4) + (8 * (at / 2)), (2 * (lane % 4)) + (at % 2)]);
        }

        for (var i = 0; i < 2; i++)
        {
            var at = i;
            arguments[4 + i] = lane => Pair(b[(2 * (lane % 4)) + (8 * at), lane / 4], b[(2 * (lane % 4)) + 1 + (8 * at), lane / 4]);
        }

        bench.Run(".reg .f32 d<4>; mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {d0, d1, d2, d3}, {%0, %1, %2, %3}, {%4, %5}, {%6, %7, %8, %9};", arguments);
        for (var lane = 0; lane < 32; lane++)
        {
            for (var i = 0; i < 4; i++)
            {
                var (row, column) = ((lane / 4) + (8 * (i / 2)), (2 * (lane % 4)) + (i % 2));
                var expected = (double)c[row, column] + Enumerable.Range(0, 16).Sum(k => (double)a[row, k] * b[k, column]);
                var actual = BitConverter.UInt32BitsToSingle((uint)bench.Threads[lane].Read("d" + i.ToString(CultureInfo.InvariantCulture)));
                Assert.Equal(expected, actual, 1e-5);
            }
        }

        static float[,] Matrix(Random random, int rows, int columns)
        {
            var matrix = new float[rows, columns];
            for (var i = 0; i < matrix.Length; i++)
            {
                matrix[i / columns, i % columns] = (float)(Half)((2 * random.NextSingle()) - 1);
            }

            return matrix;
        }

        static ulong Pair(float low, float high) => H(low) | (H(high) << 16);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ldmatrix_hands_out_rows_or_columns(bool transposed)
    {
        var bench = new Bench();
        for (var i = 0; i < 4 * 64; i++)
        {
            BitConverter.TryWriteBytes(bench.Memory.Shared.AsSpan(2 * i), (ushort)i);
        }

        bench.Run($".reg .b32 d<4>; ldmatrix.sync.aligned.m8n8.x4{(transposed ? ".trans" : "")}.shared.b16 {{d0, d1, d2, d3}}, [%0];", lane => 16UL * (ulong)lane);
        for (var lane = 0; lane < 32; lane++)
        {
            for (var matrix = 0; matrix < 4; matrix++)
            {
                var (i, j) = (lane / 4, 2 * (lane % 4));
                ulong At(int row, int column) => (ulong)((64 * matrix) + (8 * row) + column);
                var expected = transposed ? At(j, i) | (At(j + 1, i) << 16) : At(i, j) | (At(i, j + 1) << 16);
                Assert.Equal(expected, bench.Threads[lane].Read("d" + matrix.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    [Fact]
    public void What_all_lanes_do_together_needs_all_lanes()
    {
        var bench = new Bench { Active = lane => lane != 5 };
        var exception = Assert.Throws<PtxException>(() => bench.Run(".reg .b32 d; ldmatrix.sync.aligned.m8n8.x1.shared.b16 {d}, [%0];", _ => 0));
        Assert.Contains("needs all 32 lanes", exception.Message, StringComparison.Ordinal);
        Assert.Contains("thread 5 ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Guards_choose_lanes()
    {
        var bench = new Bench();
        bench.Run(".reg .pred p; .reg .b32 d; mov.u32 d, 7; setp.lt.u32 p, %%laneid, 3; @p mov.u32 d, 1; @!p add.u32 d, d, %0;", lane => (ulong)lane);
        Assert.Equal([1, 1, 1, 10, 11], bench.Threads.Take(5).Select(thread => thread.Read("d")));
    }

    [Fact]
    public void Copies_arrive_when_a_wait_covers_them()
    {
        var bench = new Bench { Active = lane => lane == 0 };
        bench.Memory.Global.AsSpan(64, 16).Fill(1);
        bench.Memory.Global.AsSpan(80, 16).Fill(2);
        bench.Run("cp.async.cg.shared.global [%0], [%1], 16; cp.async.commit_group; cp.async.cg.shared.global [%0+16], [%1+16], 16; cp.async.commit_group;", _ => 128, _ => 64);
        Assert.Equal([0, 0], Arrived());
        bench.Run("cp.async.wait_group 1;");
        Assert.Equal([1, 0], Arrived());
        bench.Run("cp.async.ca.shared.global [%0], [%1], 4;", _ => 144, _ => 64);
        bench.Run("cp.async.wait_group 0;");
        Assert.Equal([1, 2], Arrived());
        bench.Run("cp.async.wait_all;");
        Assert.Equal([1, 1], Arrived());

        byte[] Arrived() => [bench.Memory.Shared[128], bench.Memory.Shared[144]];
    }

    [Fact]
    public void A_copy_of_fewer_bytes_fills_with_zeros()
    {
        var bench = new Bench { Active = lane => lane == 0 };
        bench.Memory.Global.AsSpan(4080).Fill(9);
        bench.Memory.Shared.AsSpan(0, 16).Fill(7);
        bench.Run("cp.async.cg.shared.global [%0], [%1], 16, %2; cp.async.wait_all;", _ => 0, _ => 4080, _ => 6);
        Assert.Equal([9, 9, 9, 9, 9, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], bench.Memory.Shared[..16]);
        bench.Run("cp.async.cg.shared.global [%0], [%1], 16, %2; cp.async.wait_all;", _ => 0, _ => 1 << 20, _ => 0);
        Assert.Equal(new byte[16], bench.Memory.Shared[..16]);
    }

    [Fact]
    public void Vectors_are_loaded_and_stored()
    {
        var bench = new Bench();
        bench.Run(".reg .b32 v<4>; mov.u32 v0, %0; add.u32 v1, v0, 1; mov.u32 v2, 2; mov.u32 v3, 3; st.global.v4.b32 [%1], {v0, v1, v2, v3};", lane => (ulong)lane, lane => 16 * (ulong)lane);
        bench.Run(".reg .b32 w<2>; ld.global.nc.v2.u32 {w0, w1}, [%0+-8];", lane => (16 * (ulong)lane) + 8);
        Assert.Equal((9UL, 10UL), (bench.Threads[9].Read("w0"), bench.Threads[9].Read("w1")));
        var exception = Assert.Throws<PtxException>(() => bench.Run("ld.global.v2.u32 {w0, w1}, [%0];", _ => 4));
        Assert.Contains("not a multiple of 8", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shfl.sync.bfly.b32 d, %0, 1, 31, -1;", 6, 7)]
    [InlineData("shfl.sync.idx.b32 d, %0, 3, 31, -1;", 6, 3)]
    [InlineData("shfl.sync.down.b32 d, %0, 4, 31, 0xffffffff;", 30, 30)]
    [InlineData("shfl.sync.up.b32 d, %0, 4, 0, -1;", 6, 2)]
    [InlineData("shfl.sync.up.b32 d, %0, 4, 0, -1;", 2, 2)]
    public void Shuffles(string text, int lane, ulong expected)
    {
        var bench = new Bench();
        bench.Run(".reg .b32 d; " + text, index => (ulong)index);
        Assert.Equal(expected, bench.Threads[lane].Read("d"));
    }

    [Fact]
    public void A_warp_does_not_jump() =>
        Assert.Throws<NotSupportedException>(() => new Bench().Run("bar.sync 0;"));
}
