using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>At each position the sum over the windows that cover it: the adjoint of a sum over windows.</summary>
/// <param name="Pool">The sum over windows.</param>
/// <param name="Map">The shape of its operand, which is the result's.</param>
internal sealed record Spread(SumPool Pool, Shape Map) : DerivedOp
{
    public override string Keyword => "spread";

    public override string Describe() => $"sum over the windows of {Pool.Pool.Describe()}";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(Map);
}
