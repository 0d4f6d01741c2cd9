using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.Sequences;

/// <summary>
/// What each op becomes where it reads or makes a sequence. There is no default: an op that the front end lets near a sequence has a line here, and a
/// test looks. Functions of single numbers have one together.
/// </summary>
internal static class SequenceForms
{
    private static readonly Extent One = new(1, 1);

    private static readonly Dictionary<Type, SequenceForm> All = new SequenceForm[]
    {
        // Along the length: channels are the first dimension, as they are of a map.
        OverLength<Conv1D>(),
        OverLength<ConvTranspose1D>(),
        OverLength<Upsample1D>(),
        OverLength<Interpolate1D>(),
        OverLength<MaxPool1D>(),
        OverLength<AvgPool1D>(),
        OverLength<AdaptiveAvgPool1D>(),
        OnChannels<BatchNorm>(),
        OnChannels<PRelu>(),
        OnChannels<GroupNorm>(),
        OnChannels<InstanceNorm>(),
        OnChannels<GroupSort>(),
        OnChannels<TopK>(),
        OnChannels<Shuffle>(),
        OnChannels<Slice>(),
        OnChannels<Pad>(),
        OnChannels<Concat>(),
        OnChannels<Flatten>(),
        new(typeof(Reshape), SequenceOrder.ChannelsFirst, (node, _) => node.Become(new Reshape(node.Shape))),

        // Token by token: channels are the features.
        OnTokens<Linear>(op => op.IsTransposed
            ? new ConvTranspose2D(op.OutFeatures, One, One, default, default, One, Groups: 1, op.HasBias)
            : new Conv2D(op.OutFeatures, One, One, default, One, Groups: 1, op.HasBias)),
        OnTokens<Kronecker>(op => new PositionFactor(op.Pattern)),
        OnTokens<LayerNorm>(op => new PositionNorm(op.Epsilon, op.IsAffine, IsCentred: true)),
        OnTokens<RmsNorm>(op => new PositionNorm(op.Epsilon, IsAffine: true, IsCentred: false)),
        OnTokens<FeatureSlice>(op => new Slice(op.First, op.Count)),
        OnTokens<FeatureConcat>(_ => new Concat()),
        OnTokens<Bias>(op => op),
        OnTokens<Scale>(op => op),
        OnTokens<Softmax>(op => op),
        OnTokens<Attention>(op => op),
        OnTokens<Prepend>(op => op),
        OnTokens<Positions>(op => op),
        OnTokens<Embedding>(op => op),
        OnTokens<ToTokens>(_ => new Unrolled()),
        new(typeof(Token), SequenceOrder.ChannelsLast, (node, op) => node.Pool(Only((Token)op, node.Rewriter[node.Operands[0]].Shape.Width))),
        new(typeof(MeanToken), SequenceOrder.ChannelsLast, (node, _) => node.Pool(new AdaptiveAvgPool2D(1, 1))),

        // The same numbers in the other order.
        new(typeof(Transpose), null, (node, _) => node.Pass()),

        // Place by place, in whatever order their operands have.
        Anyhow<Input>(),
        Anyhow<ActivationOp>(),
        Anyhow<Identity>(),
        Anyhow<Dropout>(),
        Anyhow<Add>(),
        Anyhow<WeightedSum>(),
        Anyhow<Mul>(),
    }.ToDictionary(form => form.Op);

    /// <summary>Whether an op has a form.</summary>
    public static bool Has(Op op) => Find(op) is not null;

    /// <summary>The form of an op.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public static SequenceForm Of(Op op) => Find(op) ?? throw new InvalidOperationException($"'{op.Keyword}' has no form on sequences.");

    private static SequenceForm? Find(Op op) =>
        All.TryGetValue(op.GetType(), out var form) || (op is ActivationOp && All.TryGetValue(typeof(ActivationOp), out form)) ? form : null;

    private static SequenceForm OverLength<TOp>()
        where TOp : SignalOp => new(typeof(TOp), SequenceOrder.ChannelsFirst, (node, op) => Signal(node, (SignalOp)op));

    private static SequenceForm OnChannels<TOp>()
        where TOp : Op => new(typeof(TOp), SequenceOrder.ChannelsFirst, (node, op) => node.Become(op));

    private static SequenceForm OnTokens<TOp>(Func<TOp, Op> form)
        where TOp : Op => new(typeof(TOp), SequenceOrder.ChannelsLast, (node, op) => node.Become(form((TOp)op)));

    private static SequenceForm Anyhow<TOp>()
        where TOp : Op => new(typeof(TOp), null, (node, op) => node.Become(op));

    /// <summary>The column of a token, of so many.</summary>
    private static Crop Only(Token token, int tokens) => new(new(0, token.Index, 0, tokens - 1 - token.Index));

    private static void Signal(SequenceScope node, SignalOp op)
    {
        if (!op.IsGlobal)
            node.Become(op.OnRow);
        else
            node.Pool(op.OnRow);
    }
}
