using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>A value that is one everywhere: what path norms put in the place of an input.</summary>
internal sealed record Ones(Shape Shape) : DerivedOp
{
    public override string Keyword => "ones";

    public override string Describe() => "ones";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(Shape);
}
