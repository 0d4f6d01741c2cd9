using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>An op whose result has the shape of its one operand, each place fed by the operand's same place alone.</summary>
public abstract record PlacewiseOp : Op
{
    public sealed override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.Same(Keyword, inputs);

    public sealed override Wiring Wire(IReadOnlyList<Shape> inputs) => Wiring.Same;

    public sealed override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
