using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Ptx;

/// <summary>What loads and stores have in common.</summary>
internal abstract class MemoryAccess : Operation
{
    private readonly PtxOperand _address;

    protected MemoryAccess(PtxInstruction instruction, PtxOperand address, PtxOperand registers)
    {
        (Instruction, _address, Type, Space) = (instruction, address, instruction.Type, MemorySpaces.Of(instruction));
        Registers = registers.Kind == PtxOperandKind.Vector ? registers.Items : [registers];
        var count = instruction.Has("v4") ? 4 : instruction.Has("v2") ? 2 : 1;
        if (address.Kind != PtxOperandKind.Address || Type.Bits < 8 || Registers.Count != count)
            throw instruction.Malformed("has no address in brackets, no type, or a vector of another length than its name says");
    }

    protected PtxInstruction Instruction { get; }

    protected PtxType Type { get; }

    protected IReadOnlyList<PtxOperand> Registers { get; }

    private MemorySpace Space { get; }

    public override void Execute(PtxWarp warp, uint active, IReadOnlyList<ulong[]?> placeholders)
    {
        Span<ulong> addresses = stackalloc ulong[PtxThread.WarpSize];
        var (count, seen) = (0, PtxSpace.Param);
        for (; active != 0; active &= active - 1)
        {
            var lane = (int)uint.TrailingZeroCount(active);
            var address = warp.Read(lane, _address, placeholders);
            var space = Space;
            if (space == MemorySpace.Generic)
                (space, address) = AddressConversions.Resolve(address);
            var all = (ulong)(Type.Bytes * Registers.Count);
            if (address % all != 0)
                throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"address {address} is not a multiple of {all}"));

            Access(warp, lane, space, address, placeholders);
            if (space is MemorySpace.Global or MemorySpace.Shared)
                (addresses[count++], seen) = (address, space == MemorySpace.Global ? PtxSpace.Global : PtxSpace.Shared);
        }

        if (count > 0)
            warp.Observer?.Touch(Instruction, seen, addresses[..count], Type.Bytes * Registers.Count);
    }

    /// <summary>Loads or stores for one lane.</summary>
    protected abstract void Access(PtxWarp warp, int lane, MemorySpace space, ulong address, IReadOnlyList<ulong[]?> placeholders);

    protected static PtxSpace Shown(MemorySpace space) => space switch
    {
        MemorySpace.Shared => PtxSpace.Shared,
        MemorySpace.Param => PtxSpace.Param,
        _ => PtxSpace.Global,
    };
}
