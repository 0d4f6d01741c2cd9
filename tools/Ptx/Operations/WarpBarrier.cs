using System.Collections.Generic;

namespace NetSpec.Ptx;

/// <summary><c>bar.warp.sync</c>. It orders nothing for the race detector, which looks at barriers of the group only.</summary>
internal sealed class WarpBarrier(PtxInstruction instruction) : Operation
{
    public override void Execute(PtxWarp warp, uint active, IReadOnlyList<ulong[]?> placeholders) => warp.RequireAll(instruction, active);
}
