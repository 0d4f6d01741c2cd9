using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary><c>shfl.sync</c>: every lane takes a register of another.</summary>
internal sealed class Shuffle : Operation
{
    private readonly PtxInstruction _instruction;
    private readonly string _mode;

    public Shuffle(PtxInstruction instruction)
    {
        _mode = instruction.Modifiers.ElementAtOrDefault(1) ?? "";
        if (!instruction.Has("sync") || _mode is not ("up" or "down" or "bfly" or "idx") || instruction.Type.Bits != 32)
            throw instruction.Unknown();
        _instruction = instruction.Expect(5);
    }

    public override void Execute(PtxWarp warp, uint active, IReadOnlyList<ulong[]?> placeholders)
    {
        warp.RequireAll(_instruction, active);
        var operands = _instruction.Operands;
        Span<ulong> values = stackalloc ulong[PtxThread.WarpSize];
        for (var lane = 0; lane < PtxThread.WarpSize; lane++)
        {
            values[lane] = warp.Read(lane, operands[1], placeholders);
            if ((uint)warp.Read(lane, operands[4], placeholders) != uint.MaxValue)
                throw new PtxException("the mask leaves out a lane");
        }

        for (var lane = 0; lane < PtxThread.WarpSize; lane++)
        {
            var distance = (int)warp.Read(lane, operands[2], placeholders) & 31;
            var control = (int)warp.Read(lane, operands[3], placeholders);
            var (clamp, segment) = (control & 31, control >> 8 & 31);
            var last = (lane & segment) | (clamp & ~segment);
            var first = lane & segment;
            var (source, inside) = _mode switch
            {
                "up" => (lane - distance, lane - distance >= last),
                "down" => (lane + distance, lane + distance <= last),
                "bfly" => (lane ^ distance, (lane ^ distance) <= last),
                _ => (first | (distance & ~segment), (first | (distance & ~segment)) <= last),
            };
            var result = values[inside ? source : lane];
            if (operands[0].Kind == PtxOperandKind.Pair)
            {
                warp.Write(lane, operands[0].Items[0], result, placeholders);
                warp.Write(lane, operands[0].Items[1], inside ? 1UL : 0, placeholders);
            }
            else
            {
                warp.Write(lane, operands[0], result, placeholders);
            }
        }
    }
}
