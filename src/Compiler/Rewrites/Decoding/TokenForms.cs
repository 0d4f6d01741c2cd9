using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.Decoding;

/// <summary>
/// What each op becomes for one token of the sequences that it reads or makes. What has no line here takes several tokens at once, and a net with it has no
/// decoder. Functions of single numbers have one line together.
/// </summary>
internal static class TokenForms
{
    private static readonly Dictionary<Type, TokenForm> All = new[]
    {
        // Token by token anyway: the same op on a vector.
        Same<Linear>(),
        Same<Kronecker>(),
        Same<RmsNorm>(),
        Same<Bias>(),
        Same<Scale>(),
        Same<Softmax>(),
        Same<Identity>(),
        Same<Dropout>(),
        Same<Add>(),
        Same<ActivationOp>(),
        Same<PRelu>() with { Obstacle = (_, node) => ((PRelu)node.Op).IsShared ? null : "has a slope for each token" },
        Same<Mul>() with { Obstacle = Gate },
        Form<LayerNorm>((token, op) => token.Become(new PositionNorm(op.Epsilon, op.IsAffine, IsCentred: true))),
        Form<FeatureSlice>((token, op) => token.Become(new Slice(op.First, op.Count))),
        Form<FeatureConcat>((token, _) => token.Become(new Concat())),
        Form<Embedding>((token, op) => token.BecomePoint(op)),

        // What knows of other tokens.
        Form<Positions>((token, op) => token.Become(new PositionRow(op, token.Tokens))),
        Form<Attention>((token, op) => token.Become(new TokenAttention(op.Heads, token.Tokens))) with
        {
            Obstacle = (_, node) => ((Attention)node.Op).IsCausal ? null : "attends to tokens that are yet to come, unless it says causal=true",
        },
        Form<Token>((token, _) => token.Pass()) with { Obstacle = NotLast },
    }.ToDictionary(form => form.Op);

    /// <summary>The form of an op; null where it has none.</summary>
    public static TokenForm? Find(Op op) =>
        All.TryGetValue(op.GetType(), out var form) || (op is ActivationOp && All.TryGetValue(typeof(ActivationOp), out form)) ? form : null;

    private static TokenForm Form<TOp>(Action<TokenScope, TOp> write)
        where TOp : Op => new(typeof(TOp), (token, op) => write(token, (TOp)op));

    private static TokenForm Same<TOp>()
        where TOp : Op => new(typeof(TOp), (token, op) => token.Become(op));

    private static string? Gate(Net net, Node node) =>
        node.Inputs.All(operand => net.Nodes[operand].Shape == node.Shape) ? null : "takes a number for each token";

    /// <summary>The last token of a text is the one at hand: a decoder's outputs are those that the net has where the text ends there.</summary>
    private static string? NotLast(Net net, Node node)
    {
        var last = net.Nodes[node.Inputs[0]].Shape.Channels - 1;
        return ((Token)node.Op).Index == last ? null : $"is not the last one, token({last.ToString(CultureInfo.InvariantCulture)})";
    }
}
