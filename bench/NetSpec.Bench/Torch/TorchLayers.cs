using System;
using System.Linq;
using NetSpec.Bench.Peers;
using static NetSpec.Bench.Torch.TorchWords;

namespace NetSpec.Bench.Torch;

/// <summary>Layers of networks as libtorch computes them.</summary>
internal sealed class TorchLayers(TorchOperators operators)
{
    private TorchWords Words => operators.Words;

    /// <summary>A function of single numbers without arguments, by its name.</summary>
    public Libtorch.Tensor Function(string name, Libtorch.Tensor x) => operators.Call(name, "", Words.Of(x));

    /// <param name="x">The values.</param>
    /// <param name="approximate"><c>none</c> or <c>tanh</c>.</param>
    public Libtorch.Tensor Gelu(Libtorch.Tensor x, string approximate = "none") => operators.Call("gelu", "", Words.Of(x), Words.Text(approximate));

    public Libtorch.Tensor Elu(Libtorch.Tensor x, double alpha) =>
        operators.CallWithNumbers("_ZN2at4_ops3elu4callERKNS_6TensorERKN3c106ScalarES8_S8_", x, alpha, 1, 1);

    /// <summary>ln(1 + exp(x)), and x itself beyond 20.</summary>
    public Libtorch.Tensor Softplus(Libtorch.Tensor x) =>
        operators.CallWithNumbers("_ZN2at4_ops8softplus4callERKNS_6TensorERKN3c106ScalarES8_", x, 1, 20);

    /// <summary>Of the last dimension.</summary>
    public Libtorch.Tensor Softmax(Libtorch.Tensor x) => operators.Call("softmax", "int", Words.Of(x), Whole(-1), None);

    /// <inheritdoc cref="Softmax"/>
    public Libtorch.Tensor LogSoftmax(Libtorch.Tensor x) => operators.Call("log_softmax", "int", Words.Of(x), Whole(-1), None);

    /// <summary>Of the last dimension, which has so many features.</summary>
    public Libtorch.Tensor LayerNorm(Libtorch.Tensor x, long features, Libtorch.Tensor? weight, Libtorch.Tensor? bias, double eps) => operators.Call(
        "layer_norm", "", Words.Of(x), Words.Sizes(features), Words.Optional(weight), Words.Optional(bias), Real(eps), Truth(false));

    /// <inheritdoc cref="LayerNorm"/>
    public Libtorch.Tensor RmsNorm(Libtorch.Tensor x, long features, Libtorch.Tensor weight, double eps) =>
        operators.Call("rms_norm", "", Words.Of(x), Words.Sizes(features), Words.Optional(weight), Optional(eps));

    public Libtorch.Tensor GroupNorm(Libtorch.Tensor x, int groups, Libtorch.Tensor weight, Libtorch.Tensor bias, double eps) => operators.Call(
        "group_norm", "", Words.Of(x), Whole(groups), Words.Optional(weight), Words.Optional(bias), Real(eps), Truth(false));

    /// <summary>With the statistics of the sample.</summary>
    public Libtorch.Tensor InstanceNorm(Libtorch.Tensor x, Libtorch.Tensor weight, Libtorch.Tensor bias, double eps) => operators.Call(
        "instance_norm", "", Words.Of(x), Words.Optional(weight), Words.Optional(bias), None, None, Truth(true), Real(0.1), Real(eps), Truth(false));

    public Libtorch.Tensor Linear(Libtorch.Tensor x, Libtorch.Tensor weight, Libtorch.Tensor bias) =>
        operators.Call("linear", "", Words.Of(x), Words.Of(weight), Words.Optional(bias));

    /// <summary>Each patch of a map as a token: [1][tokens][features].</summary>
    public Libtorch.Tensor Patches(Libtorch.Tensor map, Libtorch.Tensor weight, Libtorch.Tensor bias, long patch)
    {
        var rows = operators.Call(
            "conv2d", "", Words.Of(map), Words.Of(weight), Words.Optional(bias), Words.Sizes(patch, patch), Words.Sizes(0, 0), Words.Sizes(1, 1), Whole(1));
        return Exchange(operators.Call("flatten", "using_ints", Words.Of(rows), Whole(2), Whole(3)), 1, 2);
    }

    /// <summary>Tokens behind others.</summary>
    public Libtorch.Tensor Join(Libtorch.Tensor first, Libtorch.Tensor second) => operators.Call("cat", "", Words.List(first, second), Whole(1));

    public Libtorch.Tensor Sum(Libtorch.Tensor left, Libtorch.Tensor right) => operators.Sum(left, right);

    /// <summary>One of the tensors along a dimension.</summary>
    public Libtorch.Tensor Select(Libtorch.Tensor x, int dimension, int index) => operators.Call("select", "int", Words.Of(x), Whole(dimension), Whole(index));

    /// <summary>Attention of heads as timm computes it.</summary>
    /// <param name="joint">[1][tokens][queries, keys and values], each of heads in a row.</param>
    /// <param name="tokens">Tokens.</param>
    /// <param name="features">Features of the queries of all heads, as of keys and values.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="causal">Whether a query sees no later token.</param>
    public Libtorch.Tensor Attention(Libtorch.Tensor joint, long tokens, long features, long heads, bool causal = false)
    {
        var parts = operators.Call("reshape", "", Words.Of(joint), Words.Sizes(1, tokens, 3, heads, features / heads));
        parts = operators.Call("permute", "", Words.Of(parts), Words.Sizes(2, 0, 3, 1, 4));
        ulong[] three = [.. Enumerable.Range(0, 3).Select(part => Words.Of(Select(parts, 0, part)))];
        var mixed = operators.Call("scaled_dot_product_attention", "", three[0], three[1], three[2], None, Real(0), Truth(causal), None, Truth(false));
        return operators.Call("reshape", "", Words.Of(Exchange(mixed, 1, 2)), Words.Sizes(1, tokens, features));
    }

    /// <summary>A block of a vision transformer with norms before its parts, of timm's names.</summary>
    /// <param name="x">[1][tokens][features].</param>
    /// <param name="tokens">Tokens.</param>
    /// <param name="features">Features.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="of">A tensor by its name within the block.</param>
    public Libtorch.Tensor Block(Libtorch.Tensor x, long tokens, long features, long heads, Func<string, Libtorch.Tensor> of)
    {
        var normal = LayerNorm(x, features, of("norm1.weight"), of("norm1.bias"), 1e-6);
        var joint = Linear(normal, of("attn.qkv.weight"), of("attn.qkv.bias"));
        var attended = Linear(Attention(joint, tokens, features, heads), of("attn.proj.weight"), of("attn.proj.bias"));
        var mixed = Sum(x, attended);
        normal = LayerNorm(mixed, features, of("norm2.weight"), of("norm2.bias"), 1e-6);
        var hidden = Gelu(Linear(normal, of("mlp.fc1.weight"), of("mlp.fc1.bias")));
        return Sum(mixed, Linear(hidden, of("mlp.fc2.weight"), of("mlp.fc2.bias")));
    }

    private Libtorch.Tensor Exchange(Libtorch.Tensor x, int one, int other) => operators.Call("transpose", "int", Words.Of(x), Whole(one), Whole(other));
}
