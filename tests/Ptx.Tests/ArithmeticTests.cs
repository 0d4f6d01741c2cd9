using System;
using System.Numerics;
using Xunit;
using static NetSpec.Ptx.Tests.Bench;

namespace NetSpec.Ptx.Tests;

/// <summary>Arithmetic, instruction by instruction, against what the definition gives.</summary>
public class ArithmeticTests
{
    [Theory]
    [InlineData("add.s32 d, %0, %1;", 0x7fffffffUL, 1UL, 0x80000000UL)]
    [InlineData("sub.u32 d, %0, %1;", 0UL, 1UL, 0xffffffffUL)]
    [InlineData("add.u64 d, %0, %1;", ulong.MaxValue, 2UL, 1UL)]
    [InlineData("add.u16 d, %0, %1;", 0xffffUL, 2UL, 1UL)]
    [InlineData("mul.lo.s32 d, %0, %1;", 0xffffffffUL, 3UL, 0xfffffffdUL)]
    [InlineData("mul.wide.s32 d, %0, %1;", 0xffffffffUL, 3UL, 0xfffffffffffffffdUL)]
    [InlineData("mul.wide.u32 d, %0, %1;", 0xffffffffUL, 3UL, 0x2fffffffdUL)]
    [InlineData("mul.hi.u32 d, %0, %1;", 0xffffffffUL, 0xffffffffUL, 0xfffffffeUL)]
    [InlineData("mul.hi.s32 d, %0, %1;", 0xffffffffUL, 1UL, 0xffffffffUL)]
    [InlineData("mul.hi.u64 d, %0, %1;", ulong.MaxValue, 2UL, 1UL)]
    [InlineData("mul.hi.s64 d, %0, %1;", ulong.MaxValue, 2UL, ulong.MaxValue)]
    [InlineData("div.s32 d, %0, %1;", 0xfffffff9UL, 2UL, 0xfffffffdUL)]
    [InlineData("rem.s32 d, %0, %1;", 0xfffffff9UL, 2UL, 0xffffffffUL)]
    [InlineData("div.u32 d, %0, %1;", 0xfffffff9UL, 2UL, 0x7ffffffcUL)]
    [InlineData("div.s64 d, %0, %1;", 0x8000000000000000UL, ulong.MaxValue, 0x8000000000000000UL)]
    [InlineData("min.s32 d, %0, %1;", 0xffffffffUL, 1UL, 0xffffffffUL)]
    [InlineData("min.u32 d, %0, %1;", 0xffffffffUL, 1UL, 1UL)]
    [InlineData("max.s32 d, %0, %1;", 0xffffffffUL, 1UL, 1UL)]
    [InlineData("shl.b32 d, %0, %1;", 3UL, 31UL, 0x80000000UL)]
    [InlineData("shl.b32 d, %0, %1;", 3UL, 32UL, 0UL)]
    [InlineData("shr.s32 d, %0, %1;", 0x80000000UL, 40UL, 0xffffffffUL)]
    [InlineData("shr.u32 d, %0, %1;", 0x80000000UL, 31UL, 1UL)]
    [InlineData("shr.u32 d, %0, %1;", 0x80000000UL, 32UL, 0UL)]
    [InlineData("xor.b32 d, %0, %1;", 6UL, 3UL, 5UL)]
    [InlineData("setp.lt.s32 d, %0, %1;", 0xffffffffUL, 0UL, 1UL)]
    [InlineData("setp.lt.u32 d, %0, %1;", 0xffffffffUL, 0UL, 0UL)]
    [InlineData("setp.hs.u32 d, %0, %1;", 0xffffffffUL, 0UL, 1UL)]
    public void Of_two_integers(string instruction, ulong a, ulong b, ulong expected) => Assert.Equal(expected, Result(instruction, a, b));

    [Theory]
    [InlineData("mad.lo.s32 d, %0, %1, %2;", 5UL, 0xffffffffUL, 3UL, 0xfffffffeUL)]
    [InlineData("mad.wide.s32 d, %0, %1, %2;", 5UL, 0xffffffffUL, 3UL, 0xfffffffffffffffeUL)]
    [InlineData("mad.hi.u32 d, %0, %1, %2;", 0xffffffffUL, 0xffffffffUL, 2UL, 0UL)]
    [InlineData("selp.b32 d, %0, %1, %2;", 5UL, 6UL, 0UL, 6UL)]
    [InlineData("slct.b32.s32 d, %0, %1, %2;", 5UL, 6UL, 0xffffffffUL, 6UL)]
    [InlineData("prmt.b32 d, %0, %1, %2;", 0x33221100UL, 0x77665544UL, 0x7510UL, 0x77551100UL)]
    [InlineData("prmt.b32 d, %0, %1, %2;", 0x80UL, 0UL, 0x0008UL, 0x808080ffUL)]
    [InlineData("setp.lt.and.s32 d, %0, %1, %2;", 1UL, 2UL, 0UL, 0UL)]
    public void Of_three_integers(string instruction, ulong a, ulong b, ulong c, ulong expected) => Assert.Equal(expected, Result(instruction, a, b, c));

    [Theory]
    [InlineData("cvt.s64.s32 d, %0;", 0xffffffffUL, ulong.MaxValue)]
    [InlineData("cvt.u64.u32 d, %0;", 0xffffffffUL, 0xffffffffUL)]
    [InlineData("cvt.s32.s16 d, %0;", 0x8000UL, 0xffff8000UL)]
    [InlineData("cvt.u32.u64 d, %0;", 0x1_0000_0002UL, 2UL)]
    [InlineData("cvt.sat.u8.s32 d, %0;", 0xffffffffUL, 0UL)]
    [InlineData("popc.b32 d, %0;", 0xf0f0UL, 8UL)]
    [InlineData("clz.b32 d, %0;", 1UL, 31UL)]
    [InlineData("not.b16 d, %0;", 1UL, 0xfffeUL)]
    [InlineData("neg.s32 d, %0;", 1UL, 0xffffffffUL)]
    [InlineData("abs.s32 d, %0;", 0xfffffff0UL, 16UL)]
    public void Of_one_integer(string instruction, ulong a, ulong expected) => Assert.Equal(expected, Result(instruction, a));

    [Fact]
    public void Of_single_precision()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            float Number() => (random.NextSingle() - 0.5f) * MathF.ScaleB(1, random.Next(-40, 40));
            var (a, b, c) = (Number(), Number(), Number());
            Assert.Equal(F(a + b), Result("add.f32 d, %0, %1;", F(a), F(b)));
            Assert.Equal(F(a - b), Result("sub.rn.f32 d, %0, %1;", F(a), F(b)));
            Assert.Equal(F(a * b), Result("mul.f32 d, %0, %1;", F(a), F(b)));
            Assert.Equal(F(a / b), Result("div.rn.f32 d, %0, %1;", F(a), F(b)));
            Assert.Equal(F(MathF.FusedMultiplyAdd(a, b, c)), Result("fma.rn.f32 d, %0, %1, %2;", F(a), F(b), F(c)));
            Assert.Equal(D(Math.FusedMultiplyAdd(a, b, c)), Result("fma.rn.f64 d, %0, %1, %2;", D(a), D(b), D(c)));
            Assert.Equal(F(MathF.Max(a, b)), Result("max.f32 d, %0, %1;", F(a), F(b)));
        }

        Assert.Equal(F(3), Result("max.f32 d, %0, %1;", F(float.NaN), F(3)));
        Assert.True(float.IsNaN(BitConverter.UInt32BitsToSingle((uint)Result("max.NaN.f32 d, %0, %1;", F(float.NaN), F(3)))));
        Assert.Equal(F(0f), Result("max.f32 d, %0, %1;", F(-0f), F(0f)));
        Assert.Equal(1UL, Result("setp.ltu.f32 d, %0, %1;", F(float.NaN), F(3)));
        Assert.Equal(0UL, Result("setp.lt.f32 d, %0, %1;", F(float.NaN), F(3)));
        Assert.Equal(0UL, Result("add.ftz.f32 d, %0, %1;", F(float.Epsilon), F(0)));
    }

    /// <summary>Half arithmetic is rounded once: compared with exact integers, in units of 2^-48.</summary>
    [Fact]
    public void Of_half_precision()
    {
        var random = new Random(8);
        for (var i = 0; i < 2000; i++)
        {
            Half Number() => BitConverter.UInt16BitsToHalf((ushort)(random.Next(0x4000) | (random.Next(2) << 15)));
            var (a, b, c) = (Number(), Number(), Number());
            var exact = (Units(a, 24) * Units(b, 24)) + Units(c, 48);
            var rounded = BitConverter.UInt16BitsToHalf((ushort)Result("fma.rn.f16 d, %0, %1, %2;", H((double)a), H((double)b), H((double)c)));
            Assert.Equal(Nearest(exact), Units(rounded, 48));
            Assert.Equal(H((double)(Half)((double)a + (double)b)) | (H((double)(Half)((double)b + (double)c)) << 16), Result("add.f16x2 d, %0, %1;", H((double)a) | (H((double)b) << 16), H((double)b) | (H((double)c) << 16)));
        }

        static BigInteger Units(Half value, int bits) => (BigInteger)((double)value * (1 << 24)) << (bits - 24);

        static BigInteger Nearest(BigInteger exact)
        {
            var magnitude = BigInteger.Abs(exact);
            var drop = Math.Max((int)magnitude.GetBitLength() - 11, 24);
            var unit = BigInteger.One << drop;
            var quotient = BigInteger.DivRem(magnitude, unit, out var rest);
            if (2 * rest > unit || (2 * rest == unit && !quotient.IsEven))
                quotient++;
            return exact.Sign * quotient * unit;
        }
    }

    [Fact]
    public void Conversions()
    {
        Assert.Equal(H(1.0 / 3), Result("cvt.rn.f16.f32 d, %0;", F(1f / 3)));
        Assert.Equal(F((float)(Half)0.1), Result("cvt.f32.f16 d, %0;", H(0.1)));
        Assert.Equal(H(2) | (H(1) << 16), Result("cvt.rn.f16x2.f32 d, %0, %1;", F(1), F(2)));
        Assert.Equal(F(16777216), Result("cvt.rn.f32.s32 d, %0;", 16777217));
        Assert.Equal(0xffffffffUL, Result("cvt.rzi.s32.f32 d, %0;", F(-1.9f)));
        Assert.Equal(0x7fffffffUL, Result("cvt.rzi.s32.f32 d, %0;", F(1e20f)));
        Assert.Equal(0UL, Result("cvt.rzi.u32.f32 d, %0;", F(float.NaN)));
        Assert.Equal(2UL, Result("cvt.rni.s32.f32 d, %0;", F(2.5f)));
        Assert.Equal(F(1.5f), Result("cvt.rn.f32.f64 d, %0;", D(1.5)));
    }

    [Fact]
    public void Moves_pack_and_unpack()
    {
        Assert.Equal(0x00020001UL, Result(".reg .b16 lo, hi; mov.b16 lo, 1; mov.b16 hi, 2; mov.b32 d, {lo, hi};"));
        Assert.Equal(2UL, Result(".reg .b16 lo, hi; mov.b32 {lo, hi}, 0x20001; cvt.u32.u16 d, hi;"));
        Assert.Equal(F(1.5f), Result("mov.f32 d, 0f3fc00000;"));
        Assert.Equal(31UL, Result("sub.u32 d, %%ntid.x, 1;"));
    }

    [Fact]
    public void What_is_unspecified_or_unknown_is_refused()
    {
        Assert.Contains("division by zero", Assert.Throws<PtxException>(() => Result("div.s32 d, %0, %1;", 1, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("frobnicate.s32", Assert.Throws<NotSupportedException>(() => Result("frobnicate.s32 d, %0;", 1)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => Result("add.rz.f32 d, %0, %1;", 1, 2));
        Assert.Contains("not declared", Assert.Throws<PtxException>(() => Result("add.s32 d, e, 1;")).Message, StringComparison.Ordinal);
        Assert.Contains("nothing was written", Assert.Throws<PtxException>(() => Result(".reg .b32 e; add.s32 d, e, 1;")).Message, StringComparison.Ordinal);
        Assert.Contains("takes 3", Assert.Throws<FormatException>(() => Result("add.s32 d, 1;")).Message, StringComparison.Ordinal);
    }
}
