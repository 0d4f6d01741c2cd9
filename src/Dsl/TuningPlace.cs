using NetSpec.Dsl.Text;

namespace NetSpec.Dsl;

/// <summary>Where the parts of a <c>tune</c> line stand.</summary>
/// <param name="Subject">The kernel with its words.</param>
/// <param name="Tile">The settings.</param>
public sealed record TuningPlace(Span Subject, Span Tile);
