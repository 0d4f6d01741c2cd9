namespace NetSpec.Generator.Passes.Adjoints;

/// <summary>The units of an output's channels, over a power of two that all outputs share.</summary>
/// <param name="Output">The output.</param>
public sealed record SeedTensor(int Output) : AdjointTensor;
