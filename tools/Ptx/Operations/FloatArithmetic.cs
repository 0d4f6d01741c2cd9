using System;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>Arithmetic of f16, f32 and f64, rounded to nearest, ties to even.</summary>
internal static class FloatArithmetic
{
    private static readonly string[] Roundings = ["rz", "rm", "rp"];

    public static Operation Find(PtxInstruction instruction)
    {
        if (instruction.Modifiers.Intersect(Roundings).Any())
            throw instruction.Unknown();

        var type = instruction.Type;
        var flush = instruction.Has("ftz") && type.Bits == 32;
        ulong Result(double value) => Finish(instruction, type, FloatBits.Round(type, value), flush);
        double In(ulong raw) => FloatBits.Widen(type, flush ? Flush(raw) : raw);
        return instruction.Opcode switch
        {
            // A double has at least twice the bits of the other types and two more, so that rounding its sum, product, quotient
            // or root again gives what rounding once would (Figueroa 1995). Sums and products of f64 are rounded once anyway.
            "add" => new Binary(instruction, (a, b) => Result(In(a) + In(b))),
            "sub" => new Binary(instruction, (a, b) => Result(In(a) - In(b))),
            "mul" => new Binary(instruction, (a, b) => Result(In(a) * In(b))),
            "div" => new Binary(instruction, (a, b) => Result(In(a) / In(b))),
            "sqrt" => new Unary(instruction, a => Result(Math.Sqrt(In(a)))),
            "rcp" => new Unary(instruction, a => Result(1 / In(a))),
            "fma" or "mad" => new Ternary(instruction, (a, b, c) => Finish(instruction, type, Fused(type, In(a), In(b), In(c)), flush)),
            "neg" => new Unary(instruction, a => (a ^ Sign(type)) & type.Mask),
            "abs" => new Unary(instruction, a => a & ~Sign(type) & type.Mask),
            "copysign" => new Binary(instruction, (a, b) => (b & ~Sign(type) & type.Mask) | (a & Sign(type))),
            "min" => new Binary(instruction, (a, b) => Result(Least(In(a), In(b), instruction.Has("NaN")))),
            "max" => new Binary(instruction, (a, b) => Result(-Least(-In(a), -In(b), instruction.Has("NaN")))),
            "rsqrt" => new Unary(instruction, a => Result(1 / Math.Sqrt(In(a)))),
            "ex2" => new Unary(instruction, a => Result(Math.Pow(2, In(a)))),
            "lg2" => new Unary(instruction, a => Result(Math.Log2(In(a)))),
            "sin" => new Unary(instruction, a => Result(Math.Sin(In(a)))),
            "cos" => new Unary(instruction, a => Result(Math.Cos(In(a)))),
            "tanh" => new Unary(instruction, a => Result(Math.Tanh(In(a)))),
            _ => throw instruction.Unknown(),
        };
    }

    /// <summary>The smaller of two; of a number and a NaN the number, unless a NaN is to stay one; −0 below +0.</summary>
    internal static double Least(double a, double b, bool keepNaN) =>
        double.IsNaN(a) || double.IsNaN(b)
            ? keepNaN || (double.IsNaN(a) && double.IsNaN(b)) ? double.NaN : double.IsNaN(a) ? b : a
            : a == b ? (double.IsNegative(a) ? a : b)
            : a < b ? a : b;

    /// <summary>a·b + c, rounded once.</summary>
    internal static ulong Fused(PtxType type, double a, double b, double c) => type.Bits switch
    {
        64 => FloatBits.Of(Math.FusedMultiplyAdd(a, b, c)),
        32 => FloatBits.Of(MathF.FusedMultiplyAdd((float)a, (float)b, (float)c)),
        _ => FloatBits.Of((Half)SumToOdd(a * b, c)),
    };

    private static ulong Finish(PtxInstruction instruction, PtxType type, ulong raw, bool flush)
    {
        if (flush)
            raw = Flush(raw);
        if (instruction.Has("sat"))
        {
            var value = FloatBits.Widen(type, raw);
            raw = FloatBits.Round(type, double.IsNaN(value) ? 0 : Math.Clamp(value, 0, 1));
        }

        return raw;
    }

    /// <summary>
    /// A sum of doubles, rounded to odd: rounded again to a half it is what the exact sum would have been rounded to (Boldo and
    /// Melquiond 2008).
    /// </summary>
    private static double SumToOdd(double a, double b)
    {
        var sum = a + b;
        if (!double.IsFinite(sum))
            return sum;

        var shifted = sum - a;
        var error = a - (sum - shifted) + (b - shifted);
        var bits = BitConverter.DoubleToInt64Bits(sum);
        return error == 0 || (bits & 1) != 0 ? sum
            : (error > 0) == (sum > 0) ? BitConverter.Int64BitsToDouble(bits + 1)
            : BitConverter.Int64BitsToDouble(bits - 1);
    }

    private static ulong Sign(PtxType type) => 1UL << (type.Bits - 1);

    private static ulong Flush(ulong raw) => float.IsSubnormal(FloatBits.Single(raw)) ? raw & 0x80000000 : raw & uint.MaxValue;
}
