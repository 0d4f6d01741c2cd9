using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>At each place the sum of those that it feeds, with weights to the power of q: the adjoint of an <see cref="InterpolatedSum"/>.</summary>
/// <param name="Of">The upsampling.</param>
/// <param name="Map">The shape of its operand, which is the result's.</param>
internal sealed record InterpolatedSpread(Interpolate Of, Shape Map) : DerivedOp
{
    public override string Keyword => "interpolatedspread";

    public override string Describe() => $"sums over what {Of.Describe()} makes of each place";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(Map);
}
