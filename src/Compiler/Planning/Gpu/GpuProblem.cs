namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Why a net does not run on a device.</summary>
/// <param name="Node">The name of the node concerned.</param>
/// <param name="Message">What it is, and what would run.</param>
internal sealed record GpuProblem(string Node, string Message);
