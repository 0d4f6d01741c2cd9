using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>The identity at inference.</summary>
public sealed record Dropout(double Probability) : Op
{
    public override string Keyword => "dropout";

    public override string Describe() => "dropout (identity at inference)";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.Same(Keyword, inputs);
}
