using System;

namespace NetSpec.Ptx;

/// <summary>Arithmetic of signed and unsigned integers, which wraps around.</summary>
internal static class IntegerArithmetic
{
    public static Operation Find(PtxInstruction instruction)
    {
        var type = instruction.Type;
        var mask = type.Mask;
        var signed = type.Kind == PtxTypeKind.SignedInteger;
        if (instruction.Has("sat") || instruction.Has("cc"))
            throw instruction.Unknown();

        return instruction.Opcode switch
        {
            "add" => new Binary(instruction, (a, b) => (a + b) & mask),
            "sub" => new Binary(instruction, (a, b) => (a - b) & mask),
            "neg" => new Unary(instruction, a => (0 - a) & mask),
            "abs" => new Unary(instruction, a => (ulong)(type.Extend(a) < 0 ? -type.Extend(a) : type.Extend(a)) & mask),
            "min" when signed => new Binary(instruction, (a, b) => (ulong)Math.Min(type.Extend(a), type.Extend(b)) & mask),
            "max" when signed => new Binary(instruction, (a, b) => (ulong)Math.Max(type.Extend(a), type.Extend(b)) & mask),
            "min" => new Binary(instruction, (a, b) => Math.Min(a & mask, b & mask)),
            "max" => new Binary(instruction, (a, b) => Math.Max(a & mask, b & mask)),
            "mul" => new Binary(instruction, Product(instruction, type)),
            "mad" => MultiplyAdd(instruction, type),
            "div" when signed => new Binary(instruction, (a, b) => (ulong)Quotient(type.Extend(a), Divisor(type.Extend(b))) & mask),
            "rem" when signed => new Binary(instruction, (a, b) => (ulong)(Divisor(type.Extend(b)) == -1 ? 0 : type.Extend(a) % type.Extend(b)) & mask),
            "div" => new Binary(instruction, (a, b) => (a & mask) / (ulong)Divisor((long)(b & mask))),
            "rem" => new Binary(instruction, (a, b) => (a & mask) % (ulong)Divisor((long)(b & mask))),
            _ => throw instruction.Unknown(),
        };
    }

    private static Ternary MultiplyAdd(PtxInstruction instruction, PtxType type)
    {
        var product = Product(instruction, type);
        var mask = instruction.Has("wide") ? new PtxType(type.Kind, 2 * type.Bits).Mask : type.Mask;
        return new Ternary(instruction, (a, b, c) => (product(a, b) + c) & mask);
    }

    /// <summary>The low half of a product, the high half, or all of it.</summary>
    private static Func<ulong, ulong, ulong> Product(PtxInstruction instruction, PtxType type)
    {
        if (instruction.Has("wide") && type.Bits <= 32)
        {
            var mask = new PtxType(type.Kind, 2 * type.Bits).Mask;
            return (a, b) => (ulong)(type.Extend(a) * type.Extend(b)) & mask;
        }

        if (instruction.Has("hi"))
        {
            return type.Bits == 64
                ? (a, b) => type.Kind == PtxTypeKind.SignedInteger ? (ulong)Math.BigMul((long)a, (long)b, out _) : Math.BigMul(a, b, out _)
                : (a, b) => (ulong)(type.Extend(a) * type.Extend(b) >> type.Bits) & type.Mask;
        }

        return instruction.Has("lo") ? (a, b) => (a * b) & type.Mask : throw instruction.Unknown();
    }

    private static long Quotient(long a, long b) => b == -1 ? unchecked(-a) : a / b;

    private static long Divisor(long value) => value != 0 ? value : throw new PtxException("division by zero");
}
