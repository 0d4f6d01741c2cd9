using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning;

/// <summary>An input or an output of a net.</summary>
public sealed record Port(string Name, Shape Shape);
