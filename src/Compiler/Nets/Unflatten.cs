using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>A vector as a map: the adjoint of a flatten.</summary>
/// <param name="Map">The map's shape.</param>
internal sealed record Unflatten(Shape Map) : DerivedOp
{
    public override string Keyword => "unflatten";

    public override string Describe() => "unflatten";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(Map);
}
