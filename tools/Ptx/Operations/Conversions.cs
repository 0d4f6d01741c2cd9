using System;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary><c>cvt</c>: from one type to another.</summary>
internal static class Conversions
{
    public static Operation Find(PtxInstruction instruction)
    {
        if (instruction.Types.ToArray() is not [var to, var from])
            throw instruction.Unknown();

        if (to.Kind == PtxTypeKind.HalfPair)
        {
            return from == new PtxType(PtxTypeKind.FloatingPoint, 32) && instruction.Has("rn") && !instruction.Has("satfinite")
                ? new Binary(instruction, (a, b) => (Half(instruction, a) << 16) | Half(instruction, b))
                : throw instruction.Unknown();
        }

        return (from.Kind, to.Kind) switch
        {
            (PtxTypeKind.FloatingPoint, PtxTypeKind.FloatingPoint) => new Unary(instruction, Floats(instruction, from, to)),
            (PtxTypeKind.FloatingPoint, PtxTypeKind.SignedInteger or PtxTypeKind.UnsignedInteger) => new Unary(instruction, ToInteger(instruction, from, to)),
            (PtxTypeKind.SignedInteger or PtxTypeKind.UnsignedInteger, PtxTypeKind.FloatingPoint) => new Unary(instruction, ToFloat(instruction, from, to)),
            (PtxTypeKind.SignedInteger or PtxTypeKind.UnsignedInteger, PtxTypeKind.SignedInteger or PtxTypeKind.UnsignedInteger) => new Unary(instruction, Integers(instruction, from, to)),
            _ => throw instruction.Unknown(),
        };
    }

    private static ulong Half(PtxInstruction instruction, ulong raw)
    {
        var value = (Half)FloatBits.Single(raw);
        return FloatBits.Of(instruction.Has("relu") && value < (Half)0f ? (Half)0f : value);
    }

    private static Func<ulong, ulong> Floats(PtxInstruction instruction, PtxType from, PtxType to)
    {
        var toWhole = Whole(instruction);
        if (toWhole is null && to.Bits < from.Bits && !instruction.Has("rn"))
            throw instruction.Unknown();

        return raw =>
        {
            var value = FloatBits.Widen(from, raw);
            value = toWhole is null ? value : toWhole(value);
            if (instruction.Has("relu"))
                value = value < 0 ? 0 : value;
            if (instruction.Has("sat"))
                value = double.IsNaN(value) ? 0 : Math.Clamp(value, 0, 1);
            return FloatBits.Round(to, value);
        };
    }

    // What does not fit becomes the nearest that does, NaN becomes 0.
    private static Func<ulong, ulong> ToInteger(PtxInstruction instruction, PtxType from, PtxType to)
    {
        var toWhole = Whole(instruction) ?? throw instruction.Unknown();
        var (low, high) = Limits(to);
        return raw =>
        {
            var value = toWhole(FloatBits.Widen(from, raw));
            return double.IsNaN(value) ? 0 : (ulong)(Int128.Clamp((Int128)Math.Clamp(value, -1e30, 1e30), low, high)) & to.Mask;
        };
    }

    private static Func<ulong, ulong> ToFloat(PtxInstruction instruction, PtxType from, PtxType to)
    {
        if (!instruction.Has("rn"))
            throw instruction.Unknown();

        // Each is rounded once: a double would round a 64-bit integer first.
        return (from.Kind, to.Bits) switch
        {
            (PtxTypeKind.SignedInteger, 64) => raw => FloatBits.Of((double)from.Extend(raw)),
            (PtxTypeKind.SignedInteger, 32) => raw => FloatBits.Of((float)from.Extend(raw)),
            (PtxTypeKind.SignedInteger, _) => raw => FloatBits.Of((Half)from.Extend(raw)),
            (_, 64) => raw => FloatBits.Of((double)(raw & from.Mask)),
            (_, 32) => raw => FloatBits.Of((float)(raw & from.Mask)),
            _ => raw => FloatBits.Of((Half)(raw & from.Mask)),
        };
    }

    private static Func<ulong, ulong> Integers(PtxInstruction instruction, PtxType from, PtxType to)
    {
        var (low, high) = Limits(to);
        return instruction.Has("sat")
            ? raw => (ulong)Int128.Clamp(from.Kind == PtxTypeKind.SignedInteger ? from.Extend(raw) : raw & from.Mask, low, high) & to.Mask
            : raw => (ulong)from.Extend(raw) & to.Mask;
    }

    private static (Int128 Low, Int128 High) Limits(PtxType type) => type.Kind == PtxTypeKind.SignedInteger
        ? (-(Int128.One << (type.Bits - 1)), (Int128.One << (type.Bits - 1)) - 1)
        : (0, (Int128.One << type.Bits) - 1);

    private static Func<double, double>? Whole(PtxInstruction instruction) =>
        instruction.Has("rzi") ? Math.Truncate
        : instruction.Has("rni") ? value => Math.Round(value, MidpointRounding.ToEven)
        : instruction.Has("rmi") ? Math.Floor
        : instruction.Has("rpi") ? Math.Ceiling
        : null;
}
