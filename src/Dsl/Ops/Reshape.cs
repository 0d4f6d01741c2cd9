using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>The numbers of a value in their order, the last dimension first of all, as a value of other dimensions: PyTorch's reshape of each sample.</summary>
/// <param name="Target">The shape of the result, which holds as many numbers.</param>
public sealed record Reshape(Shape Target) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "reshape", a => a.Dimensions("shape") is { } shape ? new Reshape(shape) : null, new ArgumentSpec("shape", ArgumentKind.Shape, 1, Rules.MaxSize, null));

    public override string Keyword => "reshape";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => null;

    public override string Describe() => $"reshape to {Target}";

    public override string Spell() => Rules.Call(Keyword, Target.ToString());

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.OneOperand(Keyword, inputs) ?? (inputs[0].Size == Target.Size
        ? ShapeRule.Of(Target)
        : ShapeRule.Fail(
            ProblemCode.ShapeMismatch,
            $"{{0}} is {inputs[0]}, {Rules.Text(inputs[0].Size)} numbers, but {Spell()} takes {Rules.Text(Target.Size)}"));

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.All();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => inputs[0] == Target;
}
