using System;
using System.Collections.Generic;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>Norms with statistics of the sample itself.</summary>
internal static class Normalising
{
    // Of each channel a sum in double, and what is subtracted from it and what it is divided by in single precision.
    private const int FloatsOfChannel = 4;

    public static IEnumerable<OpLowering> All { get; } =
    [
        Normalisation<GroupNorm>(step => step.PackAffine(), Fused.Affine | Fused.Relu | Fused.Function),
        Normalisation<InstanceNorm>(step => step.PackAffine(), Fused.Affine | Fused.Relu | Fused.Function),
        Normalisation<LayerNorm>(step => step.PackPlaces(), Fused.Relu | Fused.Function),
        OfPositions<PositionNorm>(op => (op.Epsilon, op.IsCentred), (op, p) => op.IsAffine ? new ScaleTerm(p[0], op.IsCentred ? p[1] : null) : null),
        OfPositions<RmsNorm>(op => (op.Epsilon, false), (_, p) => new ScaleTerm(p[0], null)),
        OpLowering.Of<LocalNorm>((step, op) => step.Map(
            "Mapping.Maps.LocalNorm",
            new CallArgument.Number("size", op.Size),
            new CallArgument.Real("alpha", (float)op.Alpha),
            new CallArgument.Real("beta", (float)op.Beta),
            new CallArgument.Real("k", (float)op.K))),
    ];

    private static OpLowering OfPositions<TOp>(Func<TOp, (double Epsilon, bool IsCentred)> about, Func<TOp, EquatableArray<int>, EpilogueTerm?> term)
        where TOp : Op => OpLowering.Of<TOp>((step, op) => step.Call(
            "Mapping.Maps.NormalisePositions",
            [
                new CallArgument.Weights(step.PackAffine()),
                step.Operand(0, LoweringScope.Source),
                step.Target,
                new CallArgument.Real("epsilon", (float)about(op).Epsilon),
                new CallArgument.Flag("centred", about(op).IsCentred),
                .. step.Activation,
            ])) with
        {
            InPlace = true,
            Takes = Fused.Affine | Fused.Relu | Fused.Function,
            Term = (op, parameters) => term((TOp)op, parameters),
        };

    private static OpLowering Normalisation<TOp>(Func<LoweringScope, int> pack, Fused takes)
        where TOp : SampleNorm => OpLowering.Of<TOp>((step, op) => step.Call(
            "Mapping.Maps.Normalise",
            [
                new CallArgument.Weights(pack(step)),
                step.Operand(0, LoweringScope.Source),
                step.Target,
                new CallArgument.Number("groups", op.GroupsOf(step.Group.Anchor.Shape)),
                new CallArgument.Real("epsilon", (float)op.Epsilon),
                new CallArgument.Offset("scratch", step.Scratch!, PlaceUse.Write),
                .. step.Activation,
            ])) with
        {
            InPlace = true,
            Takes = takes,
            Term = (op, parameters) => ((SampleNorm)op).IsAffine ? new ScaleTerm(parameters[0], parameters[1]) : null,
            Scratch = (_, shape) => (long)FloatsOfChannel * Place.CountBlocks(shape.Channels) * Place.Lanes,
        };
}
