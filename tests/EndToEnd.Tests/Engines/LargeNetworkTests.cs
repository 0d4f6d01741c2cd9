using NetSpec.Runtime.Cpu;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>Networks of real size: one sample, against the interpreter.</summary>
public sealed class LargeNetworkTests
{
    [Theory]
    [InlineData("AlexNet")]
    [InlineData("SqueezeNet")]
    [InlineData("GoogLeNet")]
    [InlineData("InceptionV3")]
    [InlineData("MobileNetV1")]
    [InlineData("MobileNetV2")]
    [InlineData("Darknet53")]
    [InlineData("MobileNetV3Small")]
    [InlineData("EfficientNetB0")]
    [InlineData("ShuffleNetV2")]
    [InlineData("DenseNet121")]
    [InlineData("ViTSmall16")]
    [InlineData("KsViTSmall16")]
    [InlineData("Gpt2Small")]
    [InlineData("Vgg11Bn")]
    [InlineData("ResNet34")]
    [InlineData("ResNet101")]
    public void Agrees_with_the_interpreter(string name) => Compare(name);

    /// <summary>Those that the interpreter takes minutes for.</summary>
    [LongTheory]
    [InlineData("ViTBase16")]
    [InlineData("Gpt2Medium")]
    [InlineData("KsGpt2Medium")]
    public void Agrees_with_the_interpreter_in_minutes(string name) => Compare(name);

    private static void Compare(string name)
    {
        var net = EmittedNets.ByName["Corpus.Nets." + name];
        var samples = Samples.Of(net.Name, count: 1);
        var emitted = net.Create(EngineTests.Store(net, samples));
        using var workspace = emitted.Model.CreateWorkspace(images: 1, SimdLevels.Best);
        var outputs = samples.Room(1);
        emitted.Forward(samples.Inputs(1), outputs, 1, workspace, 2);
        Assert.InRange(samples.Distance(outputs, 1), 0, 1e-5);
    }
}
