using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>The mean over each window; with CountIncludePad the divisor counts padding as well.</summary>
public sealed record AvgPool2D(Window Window, bool CountIncludePad) : Op
{
    public override string Keyword => "avgpool";

    public override string Describe() => $"average-pool {Rules.Describe(Window)}{(CountIncludePad ? "" : ", padding not counted")}";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneMap(Keyword, inputs) ?? Rules.Pool(Describe(), inputs, Window);
}
