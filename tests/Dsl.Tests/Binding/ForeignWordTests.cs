using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>Words of PyTorch, TensorFlow and ONNX: what a spec says in their place, as a user meets it.</summary>
public sealed class ForeignWordTests
{
    /// <summary>The other word, and the stage that the message must name.</summary>
    [Theory]
    [InlineData("batchnorm", "bn")]
    [InlineData("BatchNorm2d", "bn")]
    [InlineData("BatchNormalization", "bn")]
    [InlineData("batch_norm", "bn")]
    [InlineData("maxpool2d", "maxpool")]
    [InlineData("MaxPooling2D", "maxpool")]
    [InlineData("avg_pool2d", "avgpool")]
    [InlineData("AdaptiveAvgPool2d", "avgpool(adaptive=7x7)")]
    [InlineData("GlobalAveragePooling2D", "avgpool(global)")]
    [InlineData("conv2d", "conv(4, 3x3)")]
    [InlineData("Conv2DTranspose", "convt(4, 2x2)")]
    [InlineData("ConvTranspose2d", "convt(4, 2x2)")]
    [InlineData("DepthwiseConv2D", "depthwise(3x3)")]
    [InlineData("fc", "linear(4)")]
    [InlineData("Dense", "linear(4)")]
    [InlineData("Identity", "id")]
    [InlineData("lrelu", "leakyrelu")]
    [InlineData("logistic", "sigmoid")]
    [InlineData("swish", "silu")]
    [InlineData("clip", "clamp(0, 1)")]
    [InlineData("Softmax2d", "softmax")]
    [InlineData("dropout2d", "dropout")]
    [InlineData("UpSampling2D", "upsample(2)")]
    [InlineData("interpolate", "upsample(2)")]
    [InlineData("Sequential", "(relu)")]
    [InlineData("hswish", "hardswish")]
    [InlineData("hsigmoid", "hardsigmoid")]
    [InlineData("bn1d", "bn")]
    [InlineData("bn3d", "bn")]
    [InlineData("Concat", "concat(a, b)")]
    [InlineData("LocalResponseNorm", "lrn(5)")]
    [InlineData("LayerNormalization", "layernorm")]
    [InlineData("GroupNormalization", "groupnorm(2)")]
    [InlineData("InstanceNorm2d", "instancenorm")]
    [InlineData("Multiply", "mul(a, b)")]
    [InlineData("ChannelShuffle", "shuffle(2)")]
    [InlineData("narrow", "slice(0, 2)")]
    [InlineData("CenterCrop", "crop(1)")]
    [InlineData("chunk", "split")]
    [InlineData("MultiheadAttention", "attention(2)")]
    [InlineData("pos_embed", "positions")]
    public void Another_word_for_a_stage_is_told(string word, string here)
    {
        var message = Message(word);

        Assert.Contains("; here it is ", message, System.StringComparison.Ordinal);
        var told = Regex.Match(message, "'([^']*)'", RegexOptions.None, System.TimeSpan.FromSeconds(1)).NextMatch().Groups[1].Value;
        Assert.Equal(here.Split('(')[0], told.Split('(')[0]);
    }

    [Theory]
    [InlineData("rrelu")]
    [InlineData("relu1")]
    [InlineData("selu")]
    [InlineData("celu")]
    [InlineData("softsign")]
    [InlineData("softmin")]
    [InlineData("swapaxes")]
    [InlineData("permute")]
    [InlineData("L2Norm")]
    [InlineData("lstm")]
    [InlineData("EmbeddingBag")]
    [InlineData("TransformerEncoder")]
    [InlineData("LPPool2d")]
    [InlineData("exp")]
    [InlineData("sqrt")]
    [InlineData("neg")]
    public void An_op_that_is_not_there_is_no_slip_for_another(string word)
    {
        var message = Message(word);

        Assert.Contains(" is not in the language", message, System.StringComparison.Ordinal);
        Assert.DoesNotContain("did you mean", message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_of_each_element_is_told_to_be_absent_and_what_there_is() => Assert.Contains(
        "; this function of each element is not in the language; the language reference lists the activations", Message("log"), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("rellu", "relu")]
    [InlineData("ReLU", "relu")]
    [InlineData("Conv", "conv")]
    [InlineData("avgpol", "avgpool")]
    public void A_slip_is_still_a_slip(string word, string meant) =>
        Assert.EndsWith($"; did you mean '{meant}'?", Message(word), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("conv(8, 3x3, padding=1)", "pad")]
    [InlineData("conv(8, kernel_size=3)", "kernel")]
    [InlineData("conv(out_channels=8, kernel=3)", "out")]
    [InlineData("conv(filters=8, kernel=3)", "out")]
    [InlineData("conv(8, 3x3, strides=2)", "stride")]
    [InlineData("conv(8, 3x3, dilation_rate=2)", "dilation")]
    [InlineData("conv(8, 3x3, use_bias=false)", "bias")]
    [InlineData("convt(8, 3x3, output_padding=1)", "outpad")]
    [InlineData("depthwise(3x3, depth_multiplier=2)", "multiplier")]
    [InlineData("flatten -> linear(out_features=8)", "out")]
    [InlineData("flatten -> linear(units=8)", "out")]
    [InlineData("maxpool(pool_size=2)", "kernel")]
    [InlineData("avgpool(2x2, ceil_mode=true)", "ceil")]
    [InlineData("avgpool(output_size=2)", "adaptive")]
    [InlineData("upsample(scale_factor=2)", "factor")]
    [InlineData("dropout(rate=0.5)", "p")]
    [InlineData("bn(epsilon=1e-3)", "eps")]
    public void Another_word_for_an_argument_is_told(string stage, string here)
    {
        var problems = SpecCompiler.Compile($"net N {{\n    input x : 3x8x8\n    output y = x -> {stage}\n}}\n").Problems;

        var problem = Assert.Single(problems, p => p.Code == ProblemCode.UnknownArgument);
        Assert.EndsWith($"; here it is '{here}'", problem.Message, System.StringComparison.Ordinal);
    }

    /// <summary>A block may have any of these names; then it is the block that is used.</summary>
    [Theory]
    [InlineData("selu")]
    [InlineData("residual")]
    [InlineData("norm")]
    public void A_block_of_that_name_is_a_block(string word) =>
        Assert.Empty(SpecCompiler.Compile($"block {word} {{\n    out = in -> relu\n}}\nnet N {{\n    input x : 3\n    output y = x -> {word}\n}}\n").Problems);

    private static string Message(string word) => Assert.Single(SpecCompiler.Compile($"net N {{\n    input x : 3x8x8\n    output y = x -> {word}\n}}\n").Problems).Message;
}
