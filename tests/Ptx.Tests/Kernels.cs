namespace NetSpec.Ptx.Tests;

/// <summary>Kernels to run, in the shape in which they are printed.</summary>
internal static class Kernels
{
    /// <summary>Wraps a body: parameters x and y are addresses, n is a number; 256 bytes of shared memory are at <c>tile</c>.</summary>
    public static PtxKernel Of(string body) => PtxKernel.Parse(
        $$"""
        //
        .version 8.0
        .target sm_80
        .address_size 64

        .visible .entry Test(
        	.param .b64 _x,
        	.param .b64 _y,
        	.param .b32 _n
        )
        .maxntid 64, 1, 1
        .minnctapersm 2
        {
        	.shared .align 16 .b8 tile[256];
        	.reg .pred	%p<8>;
        	.reg .b32	%r<32>;
        	.reg .b64	%rd<32>;
        	.reg .f32	%f<32>;
        	ld.param.b64	%rd1, [_x];
        	ld.param.b64	%rd2, [_y];
        	ld.param.b32	%r1, [_n];
        	mov.b32	%r2, %tid.x;
        	mov.b32	%r3, %ctaid.x;
        	mov.b32	%r4, %ntid.x;
        	mad.lo.s32	%r5, %r3, %r4, %r2;
        	shl.b32	%r6, %r2, 2;
        	mov.u32	%r7, tile;
        	add.u32	%r8, %r7, %r6;
        	mul.wide.u32	%rd3, %r5, 4;
        	add.u64	%rd4, %rd1, %rd3;
        	add.u64	%rd5, %rd2, %rd3;
        {{body}}
        }
        """);

    /// <summary>y[i] = 2·x[i] for i below n.</summary>
    public const string Twice =
        """
        	setp.ge.s32	%p1, %r5, %r1;
        	@%p1 bra	L_end;
        	ld.global.f32	%f1, [%rd4];
        	add.f32	%f2, %f1, %f1;
        	st.global.f32	[%rd5], %f2;
        	L_end:
        	ret;
        """;

    /// <summary>Turns every 64 numbers around, through shared memory.</summary>
    public const string Reverse =
        """
        	ld.global.f32	%f1, [%rd4];
        	st.shared.f32	[%r8], %f1;
        	bar.sync	0;
        	sub.u32	%r9, 252, %r6;
        	add.u32	%r10, %r7, %r9;
        	ld.shared.f32	%f2, [%r10];
        	st.global.f32	[%rd5], %f2;
        	ret;
        """;

    /// <summary>Odd lanes fetch in a block that the text has last; then all meet at a barrier.</summary>
    public const string OutOfLine =
        """
        	mov.f32	%f1, 0f00000000;
        	and.b32	%r9, %r2, 1;
        	setp.ne.u32	%p1, %r9, 0;
        	@%p1 bra	L_fetch;
        	L_join:
        	st.shared.f32	[%r8], %f1;
        	bar.sync	0;
        	ld.shared.f32	%f2, [%r8];
        	st.global.f32	[%rd5], %f2;
        	ret;
        	L_fetch:
        	ld.global.f32	%f1, [%rd4];
        	bra.uni	L_join;
        """;

    /// <summary>Lane t adds t ones in a loop that lanes leave one by one, to a block that the text has first.</summary>
    public const string Ragged =
        """
        	mov.u32	%r9, 0;
        	mov.f32	%f1, 0f00000000;
        	bra.uni	L_head;
        	L_after:
        	bar.sync	0;
        	st.global.f32	[%rd5], %f1;
        	ret;
        	L_head:
        	setp.ge.s32	%p1, %r9, %r2;
        	@%p1 bra	L_after;
        	add.f32	%f1, %f1, 0f3f800000;
        	add.s32	%r9, %r9, 1;
        	bra.uni	L_head;
        """;

    /// <summary>Copies 4 bytes a thread asynchronously, waits for them, and reads what the neighbour copied.</summary>
    public const string Ring =
        """
        	cp.async.ca.shared.global [%r8], [%rd4], 4;
        	cp.async.commit_group;
        	cp.async.wait_group 0;
        	bar.sync	0;
        	xor.b32	%r9, %r6, 4;
        	add.u32	%r10, %r7, %r9;
        	ld.shared.f32	%f2, [%r10];
        	st.global.f32	[%rd5], %f2;
        	ret;
        """;
}
