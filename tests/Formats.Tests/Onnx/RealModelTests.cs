using System;
using System.IO;
using System.Linq;
using System.Reflection;
using NetSpec.Formats.Onnx;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Reference;
using Xunit;
using Xunit.Abstractions;

namespace NetSpec.Formats.Tests.Onnx;

/// <summary>A trained ResNet-18 of another framework, CNTK, opset 8, which the package Microsoft.ML.DnnImageFeaturizer.ResNet18 holds.</summary>
public sealed class RealModelTests(ITestOutputHelper output)
{
    private static string Path { get; } = System.IO.Path.Combine(
        typeof(RealModelTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "NuGetPackageRoot").Value!,
        "microsoft.ml.dnnimagefeaturizer.resnet18", "0.23.1", "tools", "DnnImageModels", "ResNet18Onnx", "ResNet18.onnx");

    [Fact]
    public void ResNet18_of_another_framework_computes_what_ONNX_Runtime_does()
    {
        Assert.True(File.Exists(Path), "the package was not restored");
        using var model = OnnxImporter.Import(Path);
        var input = DetWeights.Input("image", model.Net.Nodes[0].Shape.Size);
        using var runtime = new OnnxRuntime(Path);
        var expected = runtime.Run(1, (input, [.. model.Net.Nodes[0].Shape.Dims]))[0];
        var actual = Interpreter.Forward(model.Net, [.. model.Weights.Select(tensor => tensor.ToDoubles())], DetWeights.InDouble(input))[0];

        Assert.Equal(512, expected.Length);
        output.WriteLine(FormattableString.Invariant($"{model.Net.StoreSize} parameters; largest difference {Difference.Largest(actual, expected):g3} of the largest feature\n{model.Spec}"));
        Difference.AssertSmall(actual, expected);
    }
}
