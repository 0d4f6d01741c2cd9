namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>A number that a kernel is called with because the plan decided it.</summary>
/// <param name="Name">The kernel's parameter.</param>
/// <param name="Value">The number.</param>
internal sealed record KernelSetting(string Name, int Value);
