using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>Operations on bits.</summary>
internal static class BitOperations
{
    public static Operation Find(PtxInstruction instruction)
    {
        var type = instruction.Type;
        var (bits, mask) = (type.Bits, type.Mask);
        return instruction.Opcode switch
        {
            _ when bits == 0 => throw instruction.Unknown(),
            "and" => new Binary(instruction, (a, b) => a & b & mask),
            "or" => new Binary(instruction, (a, b) => (a | b) & mask),
            "xor" => new Binary(instruction, (a, b) => (a ^ b) & mask),
            "not" => new Unary(instruction, a => ~a & mask),
            "shl" => new Binary(instruction, (a, b) => (uint)b >= bits ? 0 : (a << (int)b) & mask),
            "shr" when type.Kind == PtxTypeKind.SignedInteger => new Binary(instruction, (a, b) => (ulong)(type.Extend(a) >> (int)Math.Min((uint)b, (uint)bits - 1)) & mask),
            "shr" => new Binary(instruction, (a, b) => (uint)b >= bits ? 0 : (a & mask) >> (int)b),
            "popc" => new Unary(instruction, a => ulong.PopCount(a & mask)),
            "clz" => new Unary(instruction, a => ulong.LeadingZeroCount(a & mask) - (64 - (ulong)bits)),
            "brev" => new Unary(instruction, a => Reverse(a, bits)),
            "prmt" when instruction.Modifiers.SequenceEqual(["b32"]) => new Ternary(instruction, Permute),
            "lop3" when bits == 32 && instruction.Modifiers.Count == 1 => Logic(instruction),
            _ => throw instruction.Unknown(),
        };
    }

    /// <summary>Four bytes of eight, by the low nibbles of a selector; bit 3 of a nibble spreads the byte's sign instead.</summary>
    private static ulong Permute(ulong a, ulong b, ulong selector)
    {
        var bytes = (a & uint.MaxValue) | (b << 32);
        var result = 0UL;
        for (var i = 0; i < 4; i++)
        {
            var choice = (int)(selector >> (4 * i)) & 15;
            var value = (byte)(bytes >> (8 * (choice & 7)));
            if ((choice & 8) != 0)
                value = (value & 0x80) != 0 ? (byte)0xff : (byte)0;
            result |= (ulong)value << (8 * i);
        }

        return result;
    }

    private static ulong Reverse(ulong value, int bits)
    {
        var result = 0UL;
        for (var i = 0; i < bits; i++)
        {
            result |= (value >> i & 1) << (bits - 1 - i);
        }

        return result;
    }

    /// <summary>Any function of three bits, by its truth table.</summary>
    private static PerLane Logic(PtxInstruction instruction)
    {
        instruction.Expect(5);
        var operands = instruction.Operands;
        return new PerLane((PtxWarp warp, int lane, IReadOnlyList<ulong[]?> placeholders) =>
        {
            var (a, b, c, table) = (warp.Read(lane, operands[1], placeholders), warp.Read(lane, operands[2], placeholders), warp.Read(lane, operands[3], placeholders), warp.Read(lane, operands[4], placeholders));
            var result = 0UL;
            for (var i = 0; i < 8; i++)
            {
                if ((table >> i & 1) != 0)
                    result |= ((i & 4) != 0 ? a : ~a) & ((i & 2) != 0 ? b : ~b) & ((i & 1) != 0 ? c : ~c);
            }

            warp.Write(lane, operands[0], result & uint.MaxValue, placeholders);
        });
    }
}
