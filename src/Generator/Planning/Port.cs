using NetSpec.Dsl.Graph;

namespace NetSpec.Generator.Planning;

/// <summary>An input or an output of a net.</summary>
public sealed record Port(string Name, Shape Shape);
