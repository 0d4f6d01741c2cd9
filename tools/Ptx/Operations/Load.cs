using System.Collections.Generic;

namespace NetSpec.Ptx;

/// <summary><c>ld</c>.</summary>
internal sealed class Load(PtxInstruction instruction) : MemoryAccess(instruction.Expect(2), instruction.Operands[1], instruction.Operands[0])
{
    protected override void Access(PtxWarp warp, int lane, MemorySpace space, ulong address, IReadOnlyList<ulong[]?> placeholders)
    {
        var thread = warp.Lanes[lane];
        foreach (var register in Registers)
        {
            var raw = space == MemorySpace.Local ? thread.Local.Read(address, Type.Bytes) : warp.Memory.Read(Shown(space), address, Type.Bytes, thread.Index);
            warp.Write(lane, register, (ulong)Type.Extend(raw), placeholders);
            address += (ulong)Type.Bytes;
        }
    }
}
