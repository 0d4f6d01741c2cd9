using System;
using Xunit;

namespace NetSpec.Ptx.Tests;

/// <summary>What is read off the text of a kernel.</summary>
public class FactsTests
{
    private const string Loops =
        """
        	mov.u32	%r9, 0;
        	L_outer:
        	ld.global.v4.f32	{%f1, %f2, %f3, %f4}, [%rd4];
        	st.shared.v4.f32	[%r7], {%f1, %f2, %f3, %f4};
        	bar.sync	0;
        	mov.u32	%r10, 0;
        	L_inner:
        	ld.shared.v2.f32	{%f5, %f6}, [%r7];
        	ld.shared.f32	%f7, [%r7+8];
        	fma.rn.f32	%f8, %f5, %f6, %f7;
        	mul.f32	%f9, %f8, %f8;
        	add.s32	%r10, %r10, 1;
        	setp.lt.s32	%p1, %r10, 8;
        	@%p1 bra	L_inner;
        	add.s32	%r9, %r9, 1;
        	setp.lt.s32	%p2, %r9, 8;
        	@%p2 bra	L_outer;
        	st.global.f32	[%rd5], %f9;
        	ret;
        """;

    [Fact]
    public void The_main_loop_is_the_innermost_with_the_most_work()
    {
        var facts = PtxFacts.Of(Kernels.Of(Loops));
        var loop = Assert.Single(facts.Loops);
        Assert.Same(loop, facts.MainLoop);
        Assert.Equal((7, 1, 1, 2, 0, 0), (loop.Instructions, loop.SharedVectorLoads, loop.SharedScalarLoads, loop.FloatProducts, loop.Barriers, loop.LocalAccesses));
        Assert.Equal((14, 1, 1), (facts.MainNest.Instructions, facts.MainNest.GlobalVectorLoads, facts.MainNest.Barriers));
        Assert.Equal((1, 1, 1, 1, 0), (facts.Whole.GlobalVectorLoads, facts.Whole.SharedVectorStores, facts.Whole.GlobalScalarStores, facts.Whole.Barriers, facts.Whole.GlobalScalarLoads));
    }

    [Fact]
    public void A_jump_back_from_a_block_out_of_line_is_no_loop() => Assert.Empty(PtxFacts.Of(Kernels.Of(Kernels.OutOfLine)).Loops);

    [Fact]
    public void A_loop_whose_exit_comes_first_in_the_text_is_one() => Assert.Equal(5, Assert.Single(PtxFacts.Of(Kernels.Of(Kernels.Ragged)).Loops).Instructions);

    [Fact]
    public void Matrix_instructions_are_counted()
    {
        var facts = PtxFacts.Of(Kernels.Of(
            """
            .reg .b32 a<4>, b<2>; .reg .f32 c<4>;
            cp.async.cg.shared.global [%r7], [%rd4], 16;
            L_on:
            ldmatrix.sync.aligned.m8n8.x4.shared.b16 {a0, a1, a2, a3}, [%r7];
            mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {c0, c1, c2, c3}, {a0, a1, a2, a3}, {b0, b1}, {c0, c1, c2, c3};
            bra.uni L_on;
            """));
        Assert.Equal((1, 1, 64), (facts.MainLoop.MatrixLoads, facts.MainLoop.MatrixProducts, facts.MainLoop.MultiplyAdds));
        Assert.Equal((1, 1), (facts.Whole.AsyncCopies, facts.Whole.GlobalVectorLoads));
    }

    [Fact]
    public void Live_registers_are_those_still_needed()
    {
        // Before the sum: the sum's operands and the address, which counts twice.
        var kernel = PtxKernel.Parse(
            """
            .entry K(.param .b64 _y)
            {
            .reg .b32 %r<8>; .reg .b64 %rd<2>; .reg .pred %p<2>;
            mov.u32 %r1, 1;
            mov.u32 %r2, 2;
            mov.u32 %r3, 3;
            ld.param.b64 %rd1, [_y];
            add.u32 %r4, %r1, %r2;
            add.u32 %r5, %r4, %r3;
            st.global.u32 [%rd1], %r5;
            ret;
            }
            """);
        var liveness = PtxLiveness.Of(kernel);
        Assert.Equal(5, liveness.Registers);
        Assert.Equal("add.u32 %r4, %r1, %r2", liveness.Instruction?.ToString());
    }

    [Fact]
    public void A_value_lives_around_a_loop()
    {
        // Both addresses, %r7, four numbers on their way and the outer counter; without the counter one fewer.
        Assert.Equal(10, PtxLiveness.Of(Kernels.Of(Loops)).Registers);
        var uncounted = Loops.Replace("add.s32\t%r9, %r9, 1;", "", StringComparison.Ordinal).Replace("%p2, %r9, 8", "%p2, %r10, 8", StringComparison.Ordinal);
        Assert.Equal(9, PtxLiveness.Of(Kernels.Of(uncounted)).Registers);
    }

    [Fact]
    public void What_nothing_has_written_yet_takes_no_register()
    {
        // %r3 is read behind the branch only where it was written: while %r1 and %r2 are added, it is not there yet.
        var kernel = PtxKernel.Parse(
            """
            .entry K(.param .b64 _y)
            {
            .reg .b32 %r<8>; .reg .b64 %rd<2>; .reg .pred %p<2>;
            mov.u32 %r1, 1;
            mov.u32 %r2, 2;
            add.u32 %r4, %r1, %r2;
            setp.ne.u32 %p1, %r4, 0;
            @%p1 bra L_skip;
            mov.u32 %r3, 3;
            L_skip:
            @%p1 bra L_end;
            add.u32 %r4, %r4, %r3;
            L_end:
            ret;
            }
            """);
        Assert.Equal(2, PtxLiveness.Of(kernel).Registers);
    }

    [Fact]
    public void Broken_modules_are_refused()
    {
        Assert.Contains("does not exist", Assert.Throws<FormatException>(() => Kernels.Of("bra L_nowhere;")).Message, StringComparison.Ordinal);
        Assert.Contains("no kernel", Assert.Throws<FormatException>(() => PtxKernel.Parse(".version 8.0\n")).Message, StringComparison.Ordinal);
        Assert.Contains("occurs twice", Assert.Throws<FormatException>(() => Kernels.Of("L_a: L_a: ret;")).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => PtxKernel.Parse(".visible .func f() { ret; }"));
    }
}
