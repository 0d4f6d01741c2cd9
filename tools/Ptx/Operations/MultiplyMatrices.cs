using System;
using System.Collections.Generic;

namespace NetSpec.Ptx;

/// <summary>
/// <c>mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32</c>: D = A·B + C with A 16×16, B 16×8. With g = lane / 4 and
/// t = lane mod 4, register i of A has the elements (g + 8(i mod 2), 2t + 8⌊i/2⌋) and the next in the row, register i of B has
/// (2t + 8i, g) and the next in the column, and register i of C and D has (g + 8⌊i/2⌋, 2t + i mod 2).
/// </summary>
internal sealed class MultiplyMatrices : Operation
{
    private const string Known = "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32";

    private readonly PtxInstruction _instruction;
    private readonly IReadOnlyList<PtxOperand> _d, _a, _b, _c;

    public MultiplyMatrices(PtxInstruction instruction)
    {
        if (instruction.Name != Known)
            throw instruction.Unknown();

        _instruction = instruction.Expect(4);
        (_d, _a, _b, _c) = (instruction.Operands[0].Items, instruction.Operands[1].Items, instruction.Operands[2].Items, instruction.Operands[3].Items);
        if ((_d.Count, _a.Count, _b.Count, _c.Count) != (4, 4, 2, 4))
            throw instruction.Malformed("takes vectors of 4, 4, 2 and 4 registers");
    }

    public override void Execute(PtxWarp warp, uint active, IReadOnlyList<ulong[]?> placeholders)
    {
        warp.RequireAll(_instruction, active);

        // Both by rows of 16 along k.
        Span<float> a = stackalloc float[16 * 16], b = stackalloc float[8 * 16];
        Span<ulong> d = stackalloc ulong[4 * PtxThread.WarpSize];
        for (var lane = 0; lane < PtxThread.WarpSize; lane++)
        {
            var (g, t) = (lane / 4, lane % 4);
            for (var i = 0; i < 4; i++)
            {
                Unpack(warp.Read(lane, _a[i], placeholders), a[((16 * (g + (8 * (i & 1)))) + (2 * t) + (8 * (i >> 1)))..]);
            }

            for (var i = 0; i < 2; i++)
            {
                Unpack(warp.Read(lane, _b[i], placeholders), b[((16 * g) + (2 * t) + (8 * i))..]);
            }
        }

        for (var lane = 0; lane < PtxThread.WarpSize; lane++)
        {
            for (var i = 0; i < 4; i++)
            {
                var row = a.Slice(16 * ((lane / 4) + (8 * (i >> 1))), 16);
                var column = b.Slice(16 * ((2 * (lane % 4)) + (i & 1)), 16);
                var sum = FloatBits.Single(warp.Read(lane, _c[i], placeholders));
                for (var k = 0; k < 16; k++)
                {
                    // A product of two halves is exact in single precision; the order of the sum is the device's own affair.
                    sum += row[k] * column[k];
                }

                d[(4 * lane) + i] = FloatBits.Of(sum);
            }
        }

        // D may be C: write when everything was read.
        for (var lane = 0; lane < PtxThread.WarpSize; lane++)
        {
            for (var i = 0; i < 4; i++)
            {
                warp.Write(lane, _d[i], d[(4 * lane) + i], placeholders);
            }
        }
    }

    private static void Unpack(ulong raw, Span<float> two) => (two[0], two[1]) = ((float)FloatBits.Half(raw), (float)FloatBits.Half(raw >> 16));
}
