using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>The names of one layer or of one use of a block.</summary>
/// <param name="Node">The path of the node, unique in the net.</param>
/// <param name="Parameters">The path of the parameters; differs from the node's when they are shared.</param>
/// <param name="Shares">Whether the parameters are those of a layer above.</param>
/// <param name="Span">Where the name stands, or the stage when it has none.</param>
internal sealed record LayerName(string Node, string Parameters, bool Shares, Span Span);
