using System;

namespace NetSpec.Ptx;

/// <summary>Comparisons, and choices by them.</summary>
internal static class Comparisons
{
    /// <summary><c>setp.lt.s32 p, a, b</c>, also with <c>.and q</c>, <c>.or q</c>, <c>.xor q</c>.</summary>
    public static Operation SetPredicate(PtxInstruction instruction)
    {
        var test = Test(instruction);
        var operands = instruction.Operands;
        Func<bool, bool, bool>? join = instruction.Has("and") ? (a, b) => a && b : instruction.Has("or") ? (a, b) => a || b : instruction.Has("xor") ? (a, b) => a ^ b : null;
        instruction.Expect(join is null ? 3 : 4);
        return new PerLane((warp, lane, placeholders) =>
        {
            var result = test(warp.Read(lane, operands[1], placeholders), warp.Read(lane, operands[2], placeholders));
            var other = join is not null && warp.Read(lane, operands[3], placeholders) != 0;
            if (operands[0].Kind == PtxOperandKind.Pair)
            {
                Write(operands[0].Items[0], result);
                Write(operands[0].Items[1], !result);
            }
            else
            {
                Write(operands[0], result);
            }

            void Write(PtxOperand target, bool value) => warp.Write(lane, target, (join is null ? value : join(value, other)) ? 1UL : 0, placeholders);
        });
    }

    /// <summary><c>slct.b32.f32 d, a, b, c</c>: a where c ≥ 0, else b.</summary>
    public static Ternary SelectBySign(PtxInstruction instruction)
    {
        var type = instruction.Type;
        return type.Kind == PtxTypeKind.FloatingPoint
            ? new Ternary(instruction, (a, b, c) => FloatBits.Widen(type, c) >= 0 ? a : b)
            : new Ternary(instruction, (a, b, c) => type.Extend(c) >= 0 ? a : b);
    }

    /// <summary><c>testp.finite.f32 p, a</c>.</summary>
    public static Unary TestProperty(PtxInstruction instruction)
    {
        var type = instruction.Type;
        Func<double, bool> test = (instruction.Modifiers is [var first, ..] ? first : "") switch
        {
            "finite" => double.IsFinite,
            "infinite" => double.IsInfinity,
            "number" => value => !double.IsNaN(value),
            "notanumber" => double.IsNaN,
            _ => throw instruction.Unknown(),
        };
        return new Unary(instruction, a => test(FloatBits.Widen(type, a)) ? 1UL : 0);
    }

    private static Func<ulong, ulong, bool> Test(PtxInstruction instruction)
    {
        var type = instruction.Type;
        var name = instruction.Modifiers is [var first, ..] ? first : "";
        if (type.Kind == PtxTypeKind.FloatingPoint)
        {
            Func<double, double, bool> test = name switch
            {
                "eq" => (a, b) => a == b,
                "ne" => (a, b) => a < b || a > b,
                "lt" => (a, b) => a < b,
                "le" => (a, b) => a <= b,
                "gt" => (a, b) => a > b,
                "ge" => (a, b) => a >= b,
                "equ" => (a, b) => !(a < b || a > b),
                "neu" => (a, b) => a != b,
                "ltu" => (a, b) => !(a >= b),
                "leu" => (a, b) => !(a > b),
                "gtu" => (a, b) => !(a <= b),
                "geu" => (a, b) => !(a < b),
                "num" => (a, b) => !double.IsNaN(a) && !double.IsNaN(b),
                "nan" => (a, b) => double.IsNaN(a) || double.IsNaN(b),
                _ => throw instruction.Unknown(),
            };
            return (a, b) => test(FloatBits.Widen(type, a), FloatBits.Widen(type, b));
        }

        Func<int, bool> order = name switch
        {
            "eq" => sign => sign == 0,
            "ne" => sign => sign != 0,
            "lt" or "lo" => sign => sign < 0,
            "le" or "ls" => sign => sign <= 0,
            "gt" or "hi" => sign => sign > 0,
            "ge" or "hs" => sign => sign >= 0,
            _ => throw instruction.Unknown(),
        };
        return type.Kind switch
        {
            PtxTypeKind.SignedInteger => (a, b) => order(type.Extend(a).CompareTo(type.Extend(b))),
            PtxTypeKind.UnsignedInteger or PtxTypeKind.Bits => (a, b) => order((a & type.Mask).CompareTo(b & type.Mask)),
            _ => throw instruction.Unknown(),
        };
    }
}
