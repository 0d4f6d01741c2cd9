using System;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>What an algorithm does for one sample.</summary>
/// <param name="MultiplyAdds">Multiply-adds that it really does, those on padding lanes included; what else it computes, as so many.</param>
/// <param name="Bytes">Bytes of weights and values that it moves.</param>
/// <param name="Efficiency">The share of a core's multiply-adds that its inner loop can keep busy.</param>
internal readonly record struct KernelCost(double MultiplyAdds, double Bytes, double Efficiency = 1)
{
    /// <summary>The cycles that it takes: those of the arithmetic or of the bytes, whichever are more, for they overlap.</summary>
    public double Cycles(MachineModel machine) => Math.Max(MultiplyAdds / (machine.MultiplyAdds * Efficiency), Bytes / machine.Bytes);
}
