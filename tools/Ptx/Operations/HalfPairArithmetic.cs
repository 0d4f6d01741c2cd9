using System;

namespace NetSpec.Ptx;

/// <summary>Arithmetic of two halves in a register.</summary>
internal static class HalfPairArithmetic
{
    private static readonly PtxType Half = new(PtxTypeKind.FloatingPoint, 16);

    public static Operation Find(PtxInstruction instruction)
    {
        if (instruction.Has("sat") || instruction.Has("relu"))
            throw instruction.Unknown();

        var keep = instruction.Has("NaN");
        return instruction.Opcode switch
        {
            "add" => Each(instruction, (a, b) => a + b),
            "sub" => Each(instruction, (a, b) => a - b),
            "mul" => Each(instruction, (a, b) => a * b),
            "min" => Each(instruction, (a, b) => FloatArithmetic.Least(a, b, keep)),
            "max" => Each(instruction, (a, b) => -FloatArithmetic.Least(-a, -b, keep)),
            "neg" => new Unary(instruction, a => a ^ 0x80008000),
            "abs" => new Unary(instruction, a => a & 0x7fff7fff),
            "fma" => new Ternary(instruction, (a, b, c) => Fused(a, b, c) | (Fused(a >> 16, b >> 16, c >> 16) << 16)),
            _ => throw instruction.Unknown(),
        };
    }

    private static Binary Each(PtxInstruction instruction, Func<double, double, double> f)
    {
        ulong One(ulong a, ulong b) => FloatBits.Round(Half, f(FloatBits.Widen(Half, a), FloatBits.Widen(Half, b)));
        return new Binary(instruction, (a, b) => One(a, b) | (One(a >> 16, b >> 16) << 16));
    }

    private static ulong Fused(ulong a, ulong b, ulong c) =>
        FloatArithmetic.Fused(Half, FloatBits.Widen(Half, a), FloatBits.Widen(Half, b), FloatBits.Widen(Half, c));
}
