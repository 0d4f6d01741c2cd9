using System;
using System.Globalization;

namespace NetSpec.Fuzz;

/// <summary>The pieces that texts are made of.</summary>
internal static class Vocabulary
{
    private static readonly string[] Tokens =
    [
        "net", "block", "neurons", "namespace", "use", "\"blocks.netspec\"", "tune", "input", "output", "layout", "emit", "repeat", "in", "out", "as", "with",
        "batch_first", "batch_last", "forward", "direct", "pathnorm", "gpu", "gpu_half", "fp32", "fp16", "tile", "thread", "warp", "interleaved", "64x64x8", "conv", "depthwise", "convt", "linear", "ks", "dense", "lowrank",
        "butterfly", "kaleidoscope", "monarch", "deformable", "bias", "scale",
        "bn", "relu", "leakyrelu", "slope", "sigmoid", "clamp", "lo", "hi", "relu6", "prelu", "shared", "hardtanh", "gelu", "tanh", "silu", "mish", "elu", "alpha", "softmax", "abs", "id", "dropout", "groupsort", "topk", "maxpool", "kmaxpool", "avgpool", "upsample", "flatten", "add", "concat", "mul", "slice", "split", "crop", "shuffle", "groupnorm", "instancenorm", "layernorm", "lrn", "size", "bilinear", "align_corners",
        "pool", "pad", "stride", "dilation", "groups", "eps", "affine", "ceil", "only", "front", "back", "top", "k", "global", "adaptive", "true", "false", "same", "x", "y",
        "a", "b", "c", "i", "v", "x1", "N", "->", "->", "->", "+", "-", "*", "/", "%", "^", "=", "=", ":", ",", ",", ".", "..",
        "(", "(", ")", ")", "{", "}", "{i}", "//", "// note\n", "\n", "\r\n", "\r", "\t", " ", "3x3", "3x8x8", "(2*c)x7x7", "1e-3", "0.5",
        "_", "é", "→", "×", "\u00A0", "\u2028", "\u0085", "\0", "\uFEFF", "😀", "\uD800", ";", "#", "/*", "\"", "[", "\\", "@",
    ];

    private static readonly string[] Numbers =
    [
        "0", "1", "2", "3", "7", "8", "16", "31", "32", "64", "100", "65536", "2147483647", "2147483648",
        "4294967296", "9223372036854775807", "9223372036854775808", "99999999999999999999", "007", "1e400", "1e-400", "0.1",
    ];

    // As the count of a repeat these cost a thousand times what another text does.
    private static readonly string[] Turns = ["1000", "4096", "9999", "10000", "10001"];

    public static string Token(Random random) => random.Next(6) == 0 ? Number(random) : Tokens[random.Next(Tokens.Length)];

    public static string Number(Random random) => random.Next(200) switch
    {
        0 => Turns[random.Next(Turns.Length)],
        < 70 => random.Next(12).ToString(CultureInfo.InvariantCulture),
        _ => Numbers[random.Next(Numbers.Length)],
    };

    /// <summary>Mostly ASCII, sometimes any UTF-16 code unit, halves of surrogate pairs included.</summary>
    public static char Character(Random random) => random.Next(4) switch
    {
        0 => (char)random.Next(0x10000),
        1 => (char)random.Next(0x300),
        _ => (char)random.Next(32, 127),
    };
}
