using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning;

/// <summary>An input or an output of a net.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Vocabulary">Of an input of whole numbers, the number that all are below; null for others.</param>
internal sealed record Port(string Name, Shape Shape, int? Vocabulary = null);
