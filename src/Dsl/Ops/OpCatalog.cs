using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Chains;

namespace NetSpec.Dsl.Ops;

/// <summary>The ops of the language by keyword. An op declares its own syntax beside its shape rule; here it is listed.</summary>
internal static class OpCatalog
{
    /// <summary>The word for the stage that makes several values of one. It is no op: each value is a <see cref="Slice"/>.</summary>
    public const string Split = "split";

    private static readonly Dictionary<string, OpSyntax> Stages = new OpSyntax[]
    {
        Conv2D.Syntax, Conv2D.DepthwiseSyntax, ConvTranspose2D.Syntax, Linear.Syntax, Kronecker.Syntax,
        Conv1D.Syntax, Conv1D.DepthwiseSyntax, ConvTranspose1D.Syntax,
        Bias.Syntax, Scale.Syntax, BatchNorm.Syntax, GroupNorm.Syntax, InstanceNorm.Syntax, LayerNorm.Syntax, RmsNorm.Syntax, LocalNorm.Syntax,
        Relu.Syntax, LeakyRelu.Syntax, PRelu.Syntax, Clamp.Syntax, Clamp.Relu6Syntax, Clamp.HardTanhSyntax, Abs.Syntax, HardSigmoid.Syntax, HardSwish.Syntax,
        Sigmoid.Syntax, Tanh.Syntax, Silu.Syntax, Gelu.Syntax, Elu.Syntax, Softplus.Syntax, Mish.Syntax, Softmax.Syntax, Softmax.LogSyntax, Identity.Syntax,
        Dropout.Syntax,
        MaxPool2D.Syntax, MaxPool2D.KMaxSyntax, AvgPool2D.Syntax, GroupSort.Syntax, TopK.Syntax,
        MaxPool1D.Syntax, MaxPool1D.KMaxSyntax, AvgPool1D.Syntax,
        Attention.Syntax, ToTokens.Syntax, Prepend.Syntax, Positions.Syntax, Embedding.Syntax, Token.Syntax,
        Pad.Syntax, Crop.Syntax, Slice.Syntax, Shuffle.Syntax, Upsample.Syntax, Upsample1D.Syntax,
        Flatten.Syntax, Reshape.Syntax, Transpose.Syntax, MeanToken.Syntax,
    }.ToDictionary(op => op.Keyword, StringComparer.Ordinal);

    private static readonly Dictionary<string, OpSyntax> Joins = new OpSyntax[]
    {
        OpSyntax.Of("add", new Add()), Concat.Syntax, OpSyntax.Of("mul", new Mul()), Attention.Syntax,
    }.ToDictionary(op => op.Keyword, StringComparer.Ordinal);

    /// <summary>The keywords of the ops and named chains that a value is fed through.</summary>
    public static IReadOnlyCollection<string> StageKeywords { get; } = [.. Stages.Keys, .. ChainCatalog.Keywords, Split];

    /// <summary>The keywords of the ops that join values.</summary>
    public static IReadOnlyCollection<string> JoinKeywords => Joins.Keys;

    /// <summary>Whether a value can be fed through the op or named chain of that keyword.</summary>
    public static bool IsStage(string keyword) => Stages.ContainsKey(keyword) || ChainCatalog.Keywords.Contains(keyword) || keyword == Split;

    /// <summary>The op that a value is fed through, null when there is none of that keyword.</summary>
    public static OpSyntax? FindStage(string keyword) => Stages.TryGetValue(keyword, out var op) ? op : null;

    /// <summary>Whether the op or named chain of that keyword has arguments that a spec would mostly give.</summary>
    public static bool TakesArguments(string keyword) =>
        FindStage(keyword) is { } op ? op.Arguments.Any(argument => string.IsNullOrEmpty(argument.Default)) : true;

    /// <summary>The op that joins values, null when there is none of that keyword.</summary>
    public static OpSyntax? FindJoin(string keyword) => Joins.TryGetValue(keyword, out var op) ? op : null;
}
