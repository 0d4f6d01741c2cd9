using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx;

/// <summary>What happened in a launch.</summary>
/// <param name="WarpInstructions">Instructions executed, counted once a warp.</param>
/// <param name="Accesses">What every memory instruction touched.</param>
public sealed record PtxLaunch(long WarpInstructions, IReadOnlyCollection<PtxAccess> Accesses)
{
    /// <summary>
    /// The share of what was moved that was asked for, 0 to 1, of the loads or the stores of a space; NaN where there was none.
    /// </summary>
    public double Efficiency(PtxSpace space, bool stores)
    {
        var accesses = Accesses.Where(access => access.Space == space && IsStore(access) == stores).ToArray();
        return accesses.Sum(access => (double)access.Ideal) / accesses.Sum(access => (double)access.Transactions);
    }

    private static bool IsStore(PtxAccess access) => access.Instruction.Opcode == "st" || (access.Instruction.Opcode == "cp" && access.Space == PtxSpace.Shared);
}
