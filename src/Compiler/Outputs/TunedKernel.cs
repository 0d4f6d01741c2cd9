using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Outputs;

/// <summary>A device kernel, and the tile that a <c>tune</c> line gives it, if one does.</summary>
internal sealed record TunedKernel(FactorKernelKey Key, KernelTuning? Tuning)
{
    public FactorKernelPlan Plan() => KernelPlanner.Plan(Key, Tuning);
}
