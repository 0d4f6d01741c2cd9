using System.Collections.Generic;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>Ops that compute each element from those at its place.</summary>
internal static class Elementwise
{
    public static IEnumerable<OpLowering> All { get; } =
    [
        OpLowering.Of<Relu>(step => step.Map("Mapping.Maps.Relu")) with { InPlace = true, InPanels = true, TakenAs = Fused.Relu },
        OpLowering.Of<LeakyRelu>((step, op) => step.Map("Mapping.Maps.LeakyRelu", new CallArgument.Real("slope", (float)op.Slope))) with { InPlace = true, InPanels = true },
        OpLowering.Of<Sigmoid>(step => step.Map("Mapping.Maps.Sigmoid")) with { InPlace = true, InPanels = true },
        OpLowering.Of<Add>(Sum) with { InPlace = true, InPanels = true, Takes = Fused.Relu, TakenAs = Fused.Addition },
        Affine<Bias>(),
        Affine<Scale>(),
        Affine<BatchNorm>(),
    ];

    private static CallStep Sum(LoweringScope step) =>
        step.Call("Mapping.Maps.Add", step.Operand(0, "left"), step.Operand(1, "right"), step.Target, new CallArgument.Flag("relu", step.Group.Relu));

    private static OpLowering Affine<TOp>()
        where TOp : Op => OpLowering.Of<TOp>(Affine) with { InPlace = true, InPanels = true, Takes = Fused.Affine | Fused.Relu, TakenAs = Fused.Affine };

    private static CallStep Affine(LoweringScope step) =>
        step.Call("Mapping.Maps.Affine", new CallArgument.Weights(step.PackAffine()), step.Operand(0, "from"), step.Target, new CallArgument.Flag("relu", step.Group.Relu));
}
