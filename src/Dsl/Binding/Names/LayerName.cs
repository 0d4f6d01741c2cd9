using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding.Names;

/// <summary>The names of one layer or of one use of a block.</summary>
/// <param name="Node">The path of the node, unique in the net.</param>
/// <param name="Parameters">The path of the parameters; differs from the node's when they are shared.</param>
/// <param name="Shares">Whether the parameters are those of a layer above.</param>
/// <param name="Span">Where the name stands, or the stage when it has none.</param>
/// <param name="Outer">The use of the block around, null in a net.</param>
internal sealed record LayerName(string Node, string Parameters, bool Shares, Span Span, LayerName? Outer)
{
    /// <summary>The place that made the layer share parameters: the outermost <c>with</c>.</summary>
    public Span SharingSpan => Outer is { Shares: true } outer ? outer.SharingSpan : Span;

    /// <summary>Where two layers part: lines of a block are the same in both uses of it, so the uses differ first.</summary>
    public static (Span First, Span Second) Parting(LayerName first, LayerName second)
    {
        while (first.Span == second.Span && first.Outer is { } outerFirst && second.Outer is { } outerSecond)
        {
            (first, second) = (outerFirst, outerSecond);
        }

        return (first.Span, second.Span);
    }
}
