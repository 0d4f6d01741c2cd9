using NetSpec.Dsl.Text;

namespace NetSpec.Dsl;

/// <summary>Where the parts of a net stand.</summary>
/// <param name="Net">The name of the net.</param>
/// <param name="Name">Its place.</param>
/// <param name="Passes">The words of its <c>emit</c> line.</param>
/// <param name="Nodes">The stage, value or line that made each node, by the node's id; empty for a shell.</param>
public sealed record NetPlaces(string Net, Span Name, EquatableArray<PassPlace> Passes, EquatableArray<Span> Nodes);
