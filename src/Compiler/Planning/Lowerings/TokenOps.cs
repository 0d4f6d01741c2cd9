using System.Collections.Generic;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>Ops on sequences of tokens, which are maps of one row.</summary>
internal static class TokenOps
{
    public static IEnumerable<OpLowering> All { get; } =
    [
        OpLowering.Of<Attention>((step, op) => step.Call(
            "Sequences.MultiHeadAttention.Run",
            [.. Operands(step), step.Target, new CallArgument.Number("heads", op.Heads), new CallArgument.Flag("causal", op.IsCausal)])),
        OpLowering.Of<TokenAttention>((step, op) => step.Call(
            "Sequences.CachedAttention.Run",
            [Kept(step, op), new CallArgument.Position("position"), .. Operands(step), step.Target])),
        OpLowering.Of<Prepend>(step => Table(step, "Sequences.LearnedTokens.Prepend")),
        OpLowering.Of<Positions>(step => Table(step, "Sequences.LearnedTokens.Add")) with { InPlace = true },
        OpLowering.Of<PositionRow>(step => Table(step, "Sequences.LearnedTokens.Add", new CallArgument.Position("first"))) with { InPlace = true },
        OpLowering.Of<Embedding>(step => Table(step, "Sequences.LearnedTokens.Embed")),
        OpLowering.Of<Unrolled>(step => step.Map("Mapping.Maps.Unroll")),
    ];

    private static CallArgument[] Operands(LoweringScope step) => step.Group.Anchor.Inputs.Count == 1
        ? [step.Operand(0, LoweringScope.Source)]
        : [step.Operand(0, "queries"), step.Operand(1, "keys"), step.Operand(2, "values")];

    /// <summary>What attention keeps of one operand, a third of which each are queries, keys and values, or of three.</summary>
    private static CallArgument.Cache Kept(LoweringScope step, TokenAttention op) => step.Group.Anchor.Inputs.Count == 1
        ? new(step.About.Name, op.Heads, step.Result.Channels, step.Result.Channels)
        : new(step.About.Name, op.Heads, step.From(1).Channels, step.From(2).Channels);

    private static CallStep Table(LoweringScope step, string kernel, params CallArgument[] which) =>
        step.Call(kernel, [new CallArgument.Weights(step.PackTable()), step.Operand(0, LoweringScope.Source), step.Target, .. which]);
}
