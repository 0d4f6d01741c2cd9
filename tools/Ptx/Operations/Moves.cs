using System.Linq;

namespace NetSpec.Ptx;

/// <summary><c>mov</c>, which also packs <c>{lo, hi}</c> into a register and unpacks it.</summary>
internal static class Moves
{
    public static Operation Find(PtxInstruction instruction)
    {
        var type = instruction.Type;
        if (type.Bits == 0)
            throw instruction.Unknown();

        var (d, a) = (instruction.Expect(2).Operands[0], instruction.Operands[1]);
        if (a.Kind == PtxOperandKind.Vector)
        {
            var bits = type.Bits / a.Items.Count;
            var mask = (1UL << bits) - 1;
            return new PerLane((warp, lane, placeholders) =>
            {
                var value = 0UL;
                foreach (var item in a.Items.Reverse())
                {
                    value = (value << bits) | (warp.Read(lane, item, placeholders) & mask);
                }

                warp.Write(lane, d, value, placeholders);
            });
        }

        if (d.Kind == PtxOperandKind.Vector)
        {
            var bits = type.Bits / d.Items.Count;
            var mask = (1UL << bits) - 1;
            return new PerLane((warp, lane, placeholders) =>
            {
                var value = warp.Read(lane, a, placeholders);
                foreach (var item in d.Items)
                {
                    warp.Write(lane, item, value & mask, placeholders);
                    value >>= bits;
                }
            });
        }

        return new Unary(instruction, value => value & type.Mask);
    }
}
