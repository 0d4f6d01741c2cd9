using System.Collections.Generic;
using System.Globalization;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>Some of the channels of a value: the adjoint of a concat, for one of its parts.</summary>
/// <param name="First">The first channel.</param>
/// <param name="Part">The part's shape.</param>
internal sealed record Slice(int First, Shape Part) : DerivedOp
{
    public override string Keyword => "slice";

    public override string Describe() => $"channels from {First.ToString(CultureInfo.InvariantCulture)} on";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(Part);
}
