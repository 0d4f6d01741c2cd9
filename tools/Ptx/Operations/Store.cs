using System.Collections.Generic;

namespace NetSpec.Ptx;

/// <summary><c>st</c>.</summary>
internal sealed class Store(PtxInstruction instruction) : MemoryAccess(instruction.Expect(2), instruction.Operands[0], instruction.Operands[1])
{
    protected override void Access(PtxWarp warp, int lane, MemorySpace space, ulong address, IReadOnlyList<ulong[]?> placeholders)
    {
        var thread = warp.Lanes[lane];
        foreach (var register in Registers)
        {
            var value = warp.Read(lane, register, placeholders) & Type.Mask;
            if (space == MemorySpace.Local)
                thread.Local.Write(address, Type.Bytes, value);
            else
                warp.Memory.Write(Shown(space), address, Type.Bytes, value, thread.Index);
            address += (ulong)Type.Bytes;
        }
    }
}
