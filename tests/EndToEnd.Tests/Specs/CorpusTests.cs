using System.Linq;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Specs;

public sealed class CorpusTests
{
    public static TheoryData<string> Paths() => [.. CorpusSpec.All.Select(spec => spec.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Compiles_without_problems(string path)
    {
        var result = new CorpusSpec(path).Compile();
        Assert.Empty(result.Problems.Select(problem => $"{problem.Code} at {problem.Span.Start}: {problem.Message}"));
        Assert.NotEmpty(result.Nets);
    }

    /// <summary>torchvision's counts, timm's of Darknet-53, and of M5 that of PyTorch's tutorial; those of the U-Net and MobileNetV1 are worked out below.</summary>
    [Theory]
    [InlineData("AlexNet", 61_100_840)]
    [InlineData("Vgg11", 132_863_336)]
    [InlineData("Vgg11Bn", 132_868_840)]
    [InlineData("Vgg16", 138_357_544)]
    [InlineData("Vgg16Bn", 138_365_992)]
    [InlineData("SqueezeNet", 1_235_496)]
    [InlineData("GoogLeNet", 6_624_904)]
    [InlineData("InceptionV3", 23_834_568)]
    [InlineData("MobileNetV2", 3_504_872)]
    [InlineData("Darknet53", 41_609_928)]
    [InlineData("ResNet18", 11_689_512)]
    [InlineData("ResNet34", 21_797_672)]
    [InlineData("ResNet50", 25_557_032)]
    [InlineData("ResNet101", 44_549_160)]
    [InlineData("ResNet152", 60_192_808)]
    [InlineData("M5", 26_915)]
    [InlineData("MobileNetV3Small", 2_542_856)]
    [InlineData("EfficientNetB0", 5_288_548)]
    [InlineData("ShuffleNetV2", 2_278_604)]
    [InlineData("DenseNet121", 7_978_856)]
    [InlineData("ViTSmall16", 22_050_664)]
    [InlineData("ViTBase16", 86_567_656)]
    [InlineData("Gpt2Small", 124_439_808)]
    [InlineData("Gpt2Medium", 354_823_168)]
    [InlineData("KsVitMlp", (6 * 64 * 64) + (768 * 192 * 2) + 1536 + (192 * 768 * 2) + (6 * 64 * 64) + 384)]
    [InlineData("Butterfly1024", (10 * 2 * 1024) + 1024)]
    [InlineData("MlpSmall", (17 * 32) + (33 * 32) + (33 * 4))]
    [InlineData("MlpDigits", (785 * 512) + (513 * 512) + (513 * 10))]
    public void Has_as_many_trainable_parameters_as_it_should(string name, long expected) =>
        Assert.Equal(expected, Trainable(name));

    [Fact]
    public void MobileNet_has_the_parameters_of_its_table()
    {
        // A separable block from a to b channels: 9a weights and 2a of batch-norm, then ab weights and 2b of batch-norm.
        int[] channels = [32, 64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024];
        var stem = (3 * 9 * 32) + (2 * 32);
        var blocks = channels.Zip(channels.Skip(1), (a, b) => (11 * a) + (a * b) + (2 * b)).Sum();
        var head = (1024 * 1000) + 1000;
        Assert.Equal(4_231_976, stem + blocks + head);
        Assert.Equal(4_231_976, Trainable("MobileNetV1"));
    }

    [Fact]
    public void UNet_has_the_parameters_of_its_levels()
    {
        // Two 3x3 convolutions from a to b and from b to b channels, each with a batch-norm.
        static int Double(int a, int b) => (9 * a * b) + (9 * b * b) + (4 * b);
        static int Up(int a, int b) => (4 * a * b) + b;
        var down = Double(3, 16) + Double(16, 32) + Double(32, 64) + Double(64, 128);
        var up = Up(128, 64) + Double(128, 64) + Up(64, 32) + Double(64, 32) + Up(32, 16) + Double(32, 16);
        Assert.Equal(down + up + (16 * 2) + 2, Trainable("UNet"));
    }

    [Theory]
    [InlineData("ResNet18", "resnet18")]
    [InlineData("ResNet50", "resnet50")]
    public void Has_the_state_dict_of_torchvision(string name, string oracle)
    {
        var expected = OracleFiles.Network(oracle);
        var net = CorpusSpec.Nets["Corpus.Nets." + name];
        Assert.Equal(
            expected.Manifest.Select(entry => $"{entry.Name} {string.Join('x', entry.Dims)} {Oracles.DetWeightsTests.Role(entry.Kind)}"),
            net.Parameters.Select(parameter => $"{parameter.Name} {string.Join('x', parameter.Dims)} {parameter.Role}"));
        Assert.Equal(expected.Trainable, Trainable(name));
    }

    [Theory]
    [InlineData("Vgg16Bn", "features.0.weight features.0.bias features.1.running_var features.40.weight features.41.weight classifier.6.bias")]
    [InlineData("AlexNet", "features.0.weight features.3.bias features.10.weight classifier.1.weight classifier.4.weight classifier.6.bias")]
    [InlineData("SqueezeNet", "features.0.weight features.3.squeeze.weight features.3.expand1x1.bias features.12.expand3x3.weight classifier.1.weight")]
    [InlineData("GoogLeNet", "conv1.conv.weight conv3.bn.running_mean inception3a.branch1.conv.weight inception4e.branch2.1.bn.weight inception5b.branch4.1.conv.weight fc.bias")]
    [InlineData("InceptionV3", "Conv2d_1a_3x3.conv.weight Mixed_5b.branch5x5_2.bn.bias Mixed_6c.branch7x7dbl_5.conv.weight Mixed_7c.branch3x3dbl_3b.conv.weight fc.weight")]
    [InlineData("MobileNetV2", "features.0.0.weight features.1.conv.0.1.bias features.1.conv.2.running_var features.9.conv.1.0.weight features.17.conv.3.weight features.18.1.weight classifier.1.bias")]
    [InlineData("Darknet53", "stem.conv1.conv.weight stages.0.conv_down.bn.bias stages.2.blocks.7.conv2.bn.running_mean stages.4.blocks.3.conv1.conv.weight head.fc.bias")]
    [InlineData("MobileNetV3Small", "features.0.0.weight features.1.block.1.fc2.bias features.3.block.2.1.running_var features.4.block.2.fc1.weight features.11.block.3.0.weight features.12.1.bias classifier.0.weight classifier.3.bias")]
    [InlineData("EfficientNetB0", "features.0.1.running_mean features.1.0.block.1.fc1.weight features.2.1.block.2.fc2.bias features.6.3.block.1.0.weight features.8.0.weight classifier.1.bias")]
    [InlineData("ShuffleNetV2", "conv1.0.weight stage2.0.branch1.0.weight stage2.0.branch2.6.bias stage3.7.branch2.3.weight stage4.3.branch2.5.weight conv5.1.running_var fc.weight")]
    [InlineData("DenseNet121", "features.conv0.weight features.norm0.running_var features.denseblock1.denselayer1.norm1.weight features.denseblock4.denselayer16.conv2.weight features.transition3.conv.weight features.norm5.bias classifier.bias")]
    [InlineData("ViTSmall16", "cls_token pos_embed patch_embed.proj.weight patch_embed.proj.bias blocks.0.norm1.weight blocks.0.attn.qkv.weight blocks.0.attn.qkv.bias blocks.5.attn.proj.weight blocks.11.norm2.bias blocks.11.mlp.fc1.weight blocks.11.mlp.fc2.bias norm.weight head.weight head.bias")]
    [InlineData("Gpt2Small", "transformer.wte.weight transformer.wpe.weight transformer.h.0.ln_1.weight transformer.h.0.attn.c_attn.weight transformer.h.11.attn.c_proj.bias transformer.h.11.ln_2.bias transformer.h.11.mlp.c_fc.weight transformer.h.11.mlp.c_proj.bias transformer.ln_f.weight")]
    [InlineData("ResNet152", "layer3.35.bn3.weight layer1.0.downsample.0.weight layer4.2.conv3.weight")]
    [InlineData("UNet", "enc1.conv1.weight bottom.bn2.running_var up3.weight up3.bias dec1.conv2.weight head.bias")]
    public void Has_the_names_of_the_original(string name, string parameters) =>
        Assert.All(parameters.Split(' '), expected => Assert.Contains(CorpusSpec.Nets["Corpus.Nets." + name].Parameters, p => p.Name == expected));

    [Fact]
    public void Names_follow_the_rules_of_the_reference()
    {
        string[] expected =
        [
            "stem.conv.weight", "stem.conv.bias", "stem.conv2.weight", "stem.conv2.bias",
            .. Unit("body.first"), .. Unit("body.second"), .. Unit("tail.0"), .. Unit("tail.1"),
            "head.conv.weight", "head.conv.bias", "head.last.weight", "head.last.bias", "fc.weight", "fc.bias",
        ];
        Assert.Equal(expected, CorpusSpec.Nets["Corpus.Features.Names"].Parameters.Select(p => p.Name));
        Assert.Equal(
            ["tower.weight", "tower.bias", "head.weight", "head.bias"],
            CorpusSpec.Nets["Corpus.Features.Shared"].Parameters.Select(p => p.Name));
    }

    private static string[] Unit(string prefix) =>
        [.. new[] { "conv.weight", "norm.weight", "norm.bias", "norm.running_mean", "norm.running_var" }.Select(name => $"{prefix}.{name}")];

    private static long Trainable(string name) =>
        CorpusSpec.Nets["Corpus.Nets." + name].Parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => parameter.Size);
}
