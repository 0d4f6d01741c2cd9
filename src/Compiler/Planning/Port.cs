using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning;

/// <summary>An input or an output of a net.</summary>
internal sealed record Port(string Name, Shape Shape);
