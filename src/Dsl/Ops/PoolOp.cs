using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>A number for each window of each channel of a map.</summary>
public abstract record PoolOp : Op
{
    public sealed override OpTraits Traits => OpTraits.Selection;

    /// <summary>Its window; null for windows that share the map evenly.</summary>
    public abstract Window? Sliding { get; }

    public sealed override Wiring Wire(IReadOnlyList<Shape> inputs) => Sliding is { } window
        ? new Wiring.Axes(Axis.Same.Instance, Axis.Window.Rows(window), Axis.Window.Columns(window))
        : new Wiring.Axes(Axis.Same.Instance, Axis.Shares.Instance, Axis.Shares.Instance);

    public sealed override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
