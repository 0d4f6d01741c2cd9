using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Binding;

/// <summary>A value while a net is bound.</summary>
/// <param name="Node">Its node, null when something on the way to it was wrong.</param>
/// <param name="Shape">Its shape, null when unknown: nothing is reported about it. Known without a node when an annotation states it.</param>
/// <param name="Label">How messages call it: <c>'hidden'</c>, <c>the result of conv</c>.</param>
internal sealed record BoundValue(int? Node, Shape? Shape, string Label)
{
    public static BoundValue Unknown { get; } = new(null, null, "a value");
}
