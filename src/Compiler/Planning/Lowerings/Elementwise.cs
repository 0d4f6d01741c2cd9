using System;
using System.Collections.Generic;
using System.Linq;
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
        Function<LeakyRelu>("LeakyRelu", op => ("slope", op.Slope)),
        OpLowering.Of<PRelu>(
            step => step.Call("Mapping.Maps.PRelu", new CallArgument.Weights(step.PackAffine()), step.Operand(0, LoweringScope.Source), step.Target)) with
        {
            InPlace = true, Term = (op, p) => new ScaleTerm(p[0], null) { IsShared = ((PRelu)op).IsShared },
        },
        Function<Clamp>("Clamp", op => ("low", op.Low), op => ("high", op.High)),
        Function<Abs>("Abs"),
        Function<HardSigmoid>("HardSigmoid"),
        Function<HardSwish>("HardSwish"),
        Function<Sigmoid>("Sigmoid"),
        Function<Tanh>("Tanh"),
        Function<Silu>("Silu"),
        Function<Gelu>(op => op.UsesTanh ? "GeluTanh" : "Gelu"),
        Function<Elu>("Elu", op => ("alpha", op.Alpha)),
        Function<Softplus>("Softplus"),
        Function<Mish>("Mish"),
        OpLowering.Of<Softmax>((step, op) => step.Map(op.IsLogarithm ? "Mapping.Maps.LogSoftmax" : "Mapping.Maps.Softmax")) with { InPlace = true },
        OpLowering.Of<Add>(Sum) with { InPlace = true, InPanels = true, Takes = Fused.Relu | Fused.Function, TakenAs = Fused.Addition },
        OpLowering.Of<Mul>(Product) with { InPlace = true, InPanels = true, Takes = Fused.Relu | Fused.Function },
        Affine<Bias>((_, p) => new BiasTerm(p[0])),
        Affine<Scale>((scale, p) => new ScaleTerm(p[0], scale.HasBias ? p[1] : null)),
        Affine<BatchNorm>(
            (norm, p) => norm.IsAffine ? new BatchNormTerm(p[0], p[1], p[2], p[3], norm.Epsilon) : new BatchNormTerm(null, null, p[0], p[1], norm.Epsilon)),
    ];

    /// <summary>A function of single numbers, by a member of the runtime's <c>PlaceFunction</c> with these numbers.</summary>
    private static OpLowering Function<TOp>(string name, params Func<TOp, (string Label, double Value)>[] numbers)
        where TOp : ActivationOp => Function(_ => name, numbers);

    private static OpLowering Function<TOp>(Func<TOp, string> name, params Func<TOp, (string Label, double Value)>[] numbers)
        where TOp : ActivationOp
    {
        CallArgument.Real Number((string Label, double Value) number) => new(number.Label, (float)number.Value);
        CallArgument.Function Of(TOp op) => new(name(op), numbers.Select(number => Number(number(op))).ToEquatableArray());
        return OpLowering.Of<TOp>((step, op) => step.Call("Mapping.Maps.Apply", Of(op), step.Operand(0, LoweringScope.Source), step.Target)) with
        {
            InPlace = true, InPanels = true, TakenAs = Fused.Function, Function = op => Of((TOp)op),
        };
    }

    private static CallStep Sum(LoweringScope step) =>
        step.Call("Mapping.Maps.Add", [step.Operand(0, "left"), step.Operand(1, "right"), step.Target, .. step.Activation]);

    /// <summary>Of two values of one shape, or of one and its gate, which the kernel takes second wherever it stands.</summary>
    private static CallStep Product(LoweringScope step)
    {
        var gate = IsSmaller(step.From(0), step.Result) ? 0 : IsSmaller(step.From(1), step.Result) ? 1 : -1;
        if (gate < 0)
            return step.Call("Mapping.Maps.Multiply", [step.Operand(0, "left"), step.Operand(1, "right"), step.Target, .. step.Activation]);

        var factors = new CallArgument.Map("gate", step.From(gate), PlaceUse.Read);
        return step.Call("Mapping.Maps.Gate", [step.Operand(1 - gate, LoweringScope.Source), factors, step.Target, .. step.Activation]);
    }

    private static bool IsSmaller(Place operand, Place result) => (operand.Height, operand.Width) != (result.Height, result.Width);

    /// <summary>A per-channel map.</summary>
    private static OpLowering Affine<TOp>(Func<TOp, EquatableArray<int>, EpilogueTerm> term)
        where TOp : Op => OpLowering.Of<TOp>(Affine) with
        {
            InPlace = true,
            InPanels = true,
            Takes = Fused.Affine | Fused.Relu | Fused.Function,
            TakenAs = Fused.Affine,
            Term = (op, parameters) => term((TOp)op, parameters),
        };

    private static CallStep Affine(LoweringScope step) =>
        step.Call(
            "Mapping.Maps.Affine",
            [new CallArgument.Weights(step.PackAffine()), step.Operand(0, LoweringScope.Source), step.Target, .. step.Activation]);
}
