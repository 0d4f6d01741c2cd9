using System.Collections.Generic;
using Corpus.Features;
using Corpus.Nets;

namespace NetSpec.Bench.Torch;

/// <summary>The nets of <c>tests/Corpus/features/libtorch.netspec</c>, and a whole vision transformer.</summary>
internal static class TorchCases
{
    private const int Blocks = 12;

    public static IReadOnlyList<TorchCase> All { get; } =
    [
        new(
            typeof(TorchFunctions).FullName!,
            TorchFunctions.Layout,
            (weights, x, y) => new TorchFunctions(weights).Forward(x, y[0], y[1], y[2], y[3], y[4], y[5], y[6], y[7], y[8], y[9], y[10], y[11]),
            (layers, x, _) =>
            [
                layers.Gelu(x),
                layers.Gelu(x, "tanh"),
                layers.Function("silu", x),
                layers.Function("hardswish", x),
                layers.Function("hardsigmoid", x),
                layers.Function("sigmoid", x),
                layers.Function("tanh", x),
                layers.Softplus(x),
                layers.Function("mish", x),
                layers.Elu(x, 1),
                layers.Elu(x, 0.25),
                layers.Function("relu6", layers.Sum(x, x)),
            ]),
        new(
            typeof(TorchNorms).FullName!,
            TorchNorms.Layout,
            (weights, x, y) => new TorchNorms(weights).Forward(x, y[0], y[1], y[2], y[3], y[4]),
            (layers, x, of) =>
            [
                layers.LayerNorm(x, 23, of("norm.weight"), of("norm.bias"), 1e-6),
                layers.LayerNorm(x, 23, null, null, 1e-5),
                layers.RmsNorm(x, 23, of("rms.weight"), 1e-5),
                layers.Softmax(x),
                layers.LogSoftmax(x),
            ]),
        new(
            typeof(TorchGroups).FullName!,
            TorchGroups.Layout,
            (weights, x, y) => new TorchGroups(weights).Forward(x, y[0], y[1]),
            (layers, x, of) =>
            [
                layers.GroupNorm(x, 3, of("groups.weight"), of("groups.bias"), 1e-5),
                layers.InstanceNorm(x, of("each.weight"), of("each.bias"), 1e-5),
            ]),
        new(
            typeof(TorchAttention).FullName!,
            TorchAttention.Layout,
            (weights, x, y) => new TorchAttention(weights).Forward(x, y[0], y[1]),
            (layers, x, _) => [layers.Attention(x, 13, 30, 3), layers.Attention(x, 13, 30, 3, causal: true)]),
        new(
            typeof(TorchViTBlock).FullName!,
            TorchViTBlock.Layout,
            (weights, x, y) => new TorchViTBlock(weights).Forward(x, y[0]),
            (layers, x, of) => [layers.Block(x, 17, 48, 3, name => of("blocks.0." + name))]),
        new(
            typeof(ViTSmall16).FullName!,
            ViTSmall16.Layout,
            (weights, x, y) => new ViTSmall16(weights).Forward(x, y[0]),
            (layers, image, of) =>
            {
                var x = layers.Join(of("cls_token"), layers.Patches(image, of("patch_embed.proj.weight"), of("patch_embed.proj.bias"), 16));
                x = layers.Sum(x, of("pos_embed"));
                for (var block = 0; block < Blocks; block++)
                {
                    var prefix = $"blocks.{block}.";
                    x = layers.Block(x, 197, 384, 6, name => of(prefix + name));
                }

                x = layers.LayerNorm(x, 384, of("norm.weight"), of("norm.bias"), 1e-6);
                return [layers.Linear(layers.Select(x, 1, 0), of("head.weight"), of("head.bias"))];
            }),
    ];
}
