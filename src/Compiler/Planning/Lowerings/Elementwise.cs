using System;
using System.Collections.Generic;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>Ops that compute each element from those at its place.</summary>
internal static class Elementwise
{
    public static IEnumerable<OpLowering> All { get; } =
    [
        OpLowering.Of<Relu>(step => step.Map("Mapping.Maps.Relu")) with { InPlace = true, InPanels = true, TakenAs = Fused.Relu },
        Function<LeakyRelu>((step, op) => step.Map("Mapping.Maps.LeakyRelu", new CallArgument.Real("slope", (float)op.Slope))),
        Function<Clamp>(
            (step, op) => step.Map("Mapping.Maps.Clamp", new CallArgument.Real("low", (float)op.Low), new CallArgument.Real("high", (float)op.High))),
        Function<Abs>((step, _) => step.Map("Mapping.Maps.Abs")),
        Function<HardSigmoid>((step, _) => step.Map("Mapping.Maps.HardSigmoid")),
        Function<HardSwish>((step, _) => step.Map("Mapping.Maps.HardSwish")),
        Function<Sigmoid>((step, _) => step.Map("Mapping.Maps.Sigmoid")),
        Function<Tanh>((step, _) => step.Map("Mapping.Maps.Tanh")),
        Function<Silu>((step, _) => step.Map("Mapping.Maps.Silu")),
        Function<Gelu>((step, op) => step.Map(op.UsesTanh ? "Mapping.Maps.GeluTanh" : "Mapping.Maps.Gelu")),
        Function<Elu>((step, op) => step.Map("Mapping.Maps.Elu", new CallArgument.Real("alpha", (float)op.Alpha))),
        Function<Softplus>((step, _) => step.Map("Mapping.Maps.Softplus")),
        OpLowering.Of<Softmax>((step, op) => step.Map(op.IsLogarithm ? "Mapping.Maps.LogSoftmax" : "Mapping.Maps.Softmax")) with { InPlace = true },
        OpLowering.Of<Add>(Sum) with { InPlace = true, InPanels = true, Takes = Fused.Relu, TakenAs = Fused.Addition },
        Affine<Bias>((_, p) => new BiasTerm(p[0])),
        Affine<Scale>((scale, p) => new ScaleTerm(p[0], scale.HasBias ? p[1] : null)),
        Affine<BatchNorm>(
            (norm, p) => norm.IsAffine ? new BatchNormTerm(p[0], p[1], p[2], p[3], norm.Epsilon) : new BatchNormTerm(null, null, p[0], p[1], norm.Epsilon)),
    ];

    /// <summary>A function of single numbers.</summary>
    private static OpLowering Function<TOp>(Func<LoweringScope, TOp, CallStep?> call)
        where TOp : ActivationOp => OpLowering.Of(call) with { InPlace = true, InPanels = true };

    private static CallStep Sum(LoweringScope step) =>
        step.Call("Mapping.Maps.Add", step.Operand(0, "left"), step.Operand(1, "right"), step.Target, new CallArgument.Flag("relu", step.Group.Relu));

    /// <summary>A per-channel map.</summary>
    private static OpLowering Affine<TOp>(Func<TOp, EquatableArray<int>, EpilogueTerm> term)
        where TOp : Op => OpLowering.Of<TOp>(Affine) with
        {
            InPlace = true, InPanels = true, Takes = Fused.Affine | Fused.Relu, TakenAs = Fused.Affine, Term = (op, parameters) => term((TOp)op, parameters),
        };

    private static CallStep Affine(LoweringScope step) =>
        step.Call(
            "Mapping.Maps.Affine",
            new CallArgument.Weights(step.PackAffine()),
            step.Operand(0, "from"),
            step.Target,
            new CallArgument.Flag("relu", step.Group.Relu));
}
