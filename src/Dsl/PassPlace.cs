using NetSpec.Dsl.Text;

namespace NetSpec.Dsl;

/// <summary>Where a word of an <c>emit</c> line stands.</summary>
/// <param name="Pass">The word.</param>
/// <param name="Span">Its place.</param>
public sealed record PassPlace(string Pass, Span Span);
