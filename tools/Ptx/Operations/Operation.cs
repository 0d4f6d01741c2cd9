using System;
using System.Collections.Generic;

namespace NetSpec.Ptx;

/// <summary>What an instruction does, ready to be executed.</summary>
internal abstract class Operation
{
    /// <summary>Executes it on the active lanes.</summary>
    public abstract void Execute(PtxWarp warp, uint active, IReadOnlyList<ulong[]?> placeholders);
}

/// <summary>A result from one operand.</summary>
internal sealed class Unary(PtxInstruction instruction, Func<ulong, ulong> f) : Operation
{
    private readonly PtxOperand _d = instruction.Expect(2).Operands[0], _a = instruction.Operands[1];

    public override void Execute(PtxWarp warp, uint active, IReadOnlyList<ulong[]?> placeholders)
    {
        for (; active != 0; active &= active - 1)
        {
            var lane = (int)uint.TrailingZeroCount(active);
            warp.Write(lane, _d, f(warp.Read(lane, _a, placeholders)), placeholders);
        }
    }
}

/// <summary>A result from two operands.</summary>
internal sealed class Binary(PtxInstruction instruction, Func<ulong, ulong, ulong> f) : Operation
{
    private readonly PtxOperand _d = instruction.Expect(3).Operands[0], _a = instruction.Operands[1], _b = instruction.Operands[2];

    public override void Execute(PtxWarp warp, uint active, IReadOnlyList<ulong[]?> placeholders)
    {
        for (; active != 0; active &= active - 1)
        {
            var lane = (int)uint.TrailingZeroCount(active);
            warp.Write(lane, _d, f(warp.Read(lane, _a, placeholders), warp.Read(lane, _b, placeholders)), placeholders);
        }
    }
}

/// <summary>A result from three operands.</summary>
internal sealed class Ternary(PtxInstruction instruction, Func<ulong, ulong, ulong, ulong> f) : Operation
{
    private readonly PtxOperand _d = instruction.Expect(4).Operands[0], _a = instruction.Operands[1], _b = instruction.Operands[2], _c = instruction.Operands[3];

    public override void Execute(PtxWarp warp, uint active, IReadOnlyList<ulong[]?> placeholders)
    {
        for (; active != 0; active &= active - 1)
        {
            var lane = (int)uint.TrailingZeroCount(active);
            warp.Write(lane, _d, f(warp.Read(lane, _a, placeholders), warp.Read(lane, _b, placeholders), warp.Read(lane, _c, placeholders)), placeholders);
        }
    }
}

/// <summary>Something that each lane does for itself.</summary>
internal sealed class PerLane(Action<PtxWarp, int, IReadOnlyList<ulong[]?>> action) : Operation
{
    public override void Execute(PtxWarp warp, uint active, IReadOnlyList<ulong[]?> placeholders)
    {
        for (; active != 0; active &= active - 1)
        {
            warp.Current = (int)uint.TrailingZeroCount(active);
            action(warp, warp.Current, placeholders);
        }
    }
}
