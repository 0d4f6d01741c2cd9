using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Ptx;

/// <summary><c>cp.async</c> and its groups.</summary>
internal static class AsyncCopyOperations
{
    public static Operation Find(PtxInstruction instruction) => instruction.Modifiers switch
    {
        ["async", "commit_group"] => new PerLane((warp, lane, _) => warp.Lanes[lane].Copies.Commit()),
        ["async", "wait_all"] => new PerLane((warp, lane, _) => warp.Lanes[lane].Copies.WaitAll(warp.Memory, warp.Lanes[lane].Index)),
        ["async", "wait_group"] => Wait(instruction.Expect(1)),
        ["async", "ca" or "cg", "shared" or "shared::cta", "global", ..] when instruction.Operands.Count is 3 or 4 => Copy(instruction),
        _ => throw instruction.Unknown(),
    };

    private static PerLane Wait(PtxInstruction instruction) => new((warp, lane, placeholders) =>
        warp.Lanes[lane].Copies.Wait((int)warp.Read(lane, instruction.Operands[0], placeholders), warp.Memory, warp.Lanes[lane].Index));

    private static Copying Copy(PtxInstruction instruction)
    {
        var size = (int)instruction.Operands[2].Value;
        return instruction.Operands[2].Kind == PtxOperandKind.Immediate && (instruction.Modifiers[1] == "cg" ? size == 16 : size is 4 or 8 or 16)
            ? new Copying(instruction, size)
            : throw instruction.Malformed("copies neither 16 bytes nor, with '.ca', 4 or 8");
    }

    private sealed class Copying(PtxInstruction instruction, int size) : Operation
    {
        public override void Execute(PtxWarp warp, uint active, IReadOnlyList<ulong[]?> placeholders)
        {
            Span<ulong> sources = stackalloc ulong[PtxThread.WarpSize], targets = stackalloc ulong[PtxThread.WarpSize];
            var count = 0;
            for (; active != 0; active &= active - 1)
            {
                var lane = (int)uint.TrailingZeroCount(active);
                var thread = warp.Lanes[lane];
                var to = warp.Read(lane, instruction.Operands[0], placeholders);
                var from = warp.Read(lane, instruction.Operands[1], placeholders);
                var taken = instruction.Operands.Count == 4 ? (int)(uint)warp.Read(lane, instruction.Operands[3], placeholders) : size;
                if (to % (ulong)size != 0 || from % (ulong)size != 0)
                    throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"shared address {to} or global address {from} is not a multiple of {size}"));
                if (taken < 0 || taken > size)
                    throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"{taken} bytes are to be taken of {size}"));

                // No more than the bytes taken are read: the rest may lie outside the buffer, and arrives as zeros.
                var (low, high) = (0UL, 0UL);
                for (var i = 0; i < taken; i += Step(taken, i))
                {
                    var part = warp.Memory.Read(PtxSpace.Global, from + (ulong)i, Step(taken, i), thread.Index);
                    if (i < 8)
                        low |= part << (8 * i);
                    else
                        high |= part << (8 * (i - 8));
                }

                warp.Memory.BeginCopy(to, size, thread.Index);
                thread.Copies.Add(new(to, size, low, high));
                if (taken > 0)
                    (targets[count], sources[count++]) = (to, from);
            }

            if (count > 0)
            {
                warp.Observer?.Touch(instruction, PtxSpace.Global, sources[..count], size);
                warp.Observer?.Touch(instruction, PtxSpace.Shared, targets[..count], size);
            }
        }

        private static int Step(int taken, int i) => taken - i >= 8 && i % 8 == 0 ? 8 : taken - i >= 4 && i % 4 == 0 ? 4 : taken - i >= 2 && i % 2 == 0 ? 2 : 1;
    }
}
