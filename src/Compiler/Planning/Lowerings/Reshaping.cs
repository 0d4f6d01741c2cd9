using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>Ops that move values and compute none, and blocks of neurons, which are code of their own.</summary>
internal static class Reshaping
{
    public static IEnumerable<OpLowering> All { get; } =
    [
        OpLowering.Of<Pad>((step, pad) => step.Map(
            "Mapping.Maps.Pad",
            new CallArgument.Number("front", pad.Front),
            new CallArgument.Number("top", pad.Sides.Top),
            new CallArgument.Number("left", pad.Sides.Left))),
        OpLowering.Of<Crop>((step, crop) => step.Map(
            "Mapping.Maps.Pad",
            new CallArgument.Number("front", 0),
            new CallArgument.Number("top", -crop.Sides.Top),
            new CallArgument.Number("left", -crop.Sides.Left))),
        OpLowering.Of<Slice>((step, slice) => step.IsInOperand(slice.First) ? null : step.Call(
            "Mapping.Maps.Slice", step.Operand(0, LoweringScope.Source), new CallArgument.Number("fromChannel", slice.First), step.Target)) with
        {
            InPanels = true, Hosting = Hosting.Part,
        },
        OpLowering.Of<Shuffle>((step, op) => step.Map("Mapping.Maps.Shuffle", new CallArgument.Number("groups", op.Groups))) with { InPanels = true },
        OpLowering.Of<Upsample>(
            (step, op) => step.Map("Mapping.Maps.Upsample", new CallArgument.Number("", op.Factor.Height), new CallArgument.Number("", op.Factor.Width))),
        OpLowering.Of<Interpolate>((step, op) => step.Map("Mapping.Maps.Interpolate", LoweringScope.Interpolation(op))),
        OpLowering.Of<Flatten>(
            step => step.IsInPlace ? null : step.Map("Mapping.Maps.Flatten") with { Clear = null }) with { InPanels = true, Hosting = Hosting.Whole },
        OpLowering.Of<Turn>(step => step.Map("Mapping.Maps.Turn")),
        OpLowering.Of<Concat>(Copies) with { InPanels = true, Hosting = Hosting.Parts },
        OpLowering.Of<Neurons>((step, op) => NeuronsLowering.Step(step, op)) with { Scratch = (op, _) => NeuronsLowering.ScratchSize((Neurons)op) },
    ];

    /// <summary>Copies the parts that were not written where the concat has them.</summary>
    private static CallStep? Copies(LoweringScope step)
    {
        var calls = step.PartsElsewhere().Select(part => new KernelCall("Mapping.Maps.Copy", null, EquatableArray.Of<CallArgument>(
            new CallArgument.Map("", step.From(part.Operand), PlaceUse.Read),
            new CallArgument.Map(LoweringScope.To, step.Result, PlaceUse.WritePart),
            new CallArgument.Number("toChannel", part.Channel)))).ToEquatableArray();
        return calls.Count == 0 ? null : new CallStep(step.About, step.Clear, step.RunsInPanels, calls);
    }
}
