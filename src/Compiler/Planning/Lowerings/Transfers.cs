using System.Collections.Generic;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>Values that come from nowhere in the net.</summary>
internal static class Transfers
{
    public static IEnumerable<OpLowering> All { get; } =
    [
        OpLowering.Of<Input>((step, op) => new LoadStep(
            step.About,
            step.Clear,
            step.InputIndex,
            step.Result,
            step.IsBatchLast,
            op.IsInteger)) with { InPanels = true, WritesPlanar = true },

        // Identities are taken out before planning, but for those that lead to a head.
        OpLowering.Of<Identity>(step => new KeepStep(step.About, step.From(0), step.Result)),
        OpLowering.Of<Ones>(step => step.Call(
            step.Result.IsPlanar ? "Mapping.Maps.FillPlanar" : "Mapping.Maps.Fill",
            step.Target,
            new CallArgument.Real("", 1))) with { WritesPlanar = true },
    ];
}
