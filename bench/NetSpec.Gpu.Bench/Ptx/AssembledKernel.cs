using NetSpec.Ptx;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>A kernel as the assembler made it.</summary>
/// <param name="Report">What it reports.</param>
/// <param name="Code">What the machine code says.</param>
internal sealed record AssembledKernel(AssemblerFacts Report, SassFacts Code);
