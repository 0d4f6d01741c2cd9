using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx;
using NetSpec.Formats.Tensors;
using NetSpec.Tests.Support;
using NetSpec.Reference;
using NetSpec.Tests.Support.Snapshots;
using Xunit;

namespace NetSpec.Formats.Tests.Onnx;

/// <summary>Models that PyTorch exported, in the interpreter, against ONNX Runtime.</summary>
public sealed class ImportTests
{
    public static TheoryData<string> Models => ["resnet", "resnet_folded", "lenet", "unet", "mobilenet", "squeezenet", "mlp"];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_interpreter_computes_what_ONNX_Runtime_does(string name)
    {
        using var model = OnnxImporter.Import(Fixture.PathOf(name + ".onnx"));
        var input = DetWeights.Input(name, model.Net.Nodes[0].Shape.Size);
        using var runtime = new OnnxRuntime(Fixture.PathOf(name + ".onnx"));
        var expected = runtime.Run(1, (input, [.. model.Net.Nodes[0].Shape.Dims]))[0];
        var weights = model.Weights.Select(tensor => tensor.ToDoubles()).ToArray();

        Difference.AssertSmall(Interpreter.Forward(model.Net, weights, DetWeights.InDouble(input))[0], expected);
        Assert.Equal(model.Net.Parameters.Select(parameter => parameter.Name), model.Weights.Select(tensor => tensor.Name));
        Assert.Equal(model.Net.StoreSize, model.ToStore().Values.Length);
        Assert.Equal(model.Net, SpecCompiler.Compile(model.Spec).Nets.Single());
    }

    /// <summary>Names are those of the modules, whether the exporter kept them or folded normalisations into numbered constants.</summary>
    [Theory]
    [InlineData("resnet", "layer2.0.downsample.1.running_var")]
    [InlineData("resnet_folded", "layer2.0.downsample.0.weight")]
    [InlineData("mlp", "layers.1.running_mean")]
    [InlineData("lenet", "fc2.bias")]
    public void Names_are_those_of_the_modules(string name, string parameter)
    {
        using var model = OnnxImporter.Import(Fixture.PathOf(name + ".onnx"));

        Assert.Contains(model.Net.Parameters, found => found.Name == parameter);
    }

    [Fact]
    public void All_nodes_that_cannot_be_said_are_told_at_once()
    {
        var problem = Assert.Throws<UnsupportedModelException>(() => OnnxImporter.Import(Fixture.PathOf("unsupported.onnx")));

        Assert.Equal(["Add", "Div", "Selu"], problem.Nodes.Select(node => node.Op));
        Assert.All(problem.Nodes, node => Assert.Contains(node.Name, problem.Message, StringComparison.Ordinal));
        Assert.All(problem.Nodes, node => Assert.NotEmpty(node.Reason));
    }

    [Fact]
    public void A_size_is_of_an_input_and_the_one_that_the_model_states()
    {
        var path = Fixture.PathOf("mlp.onnx");
        ImportedPort input;
        using (var model = OnnxImporter.Import(path))
            input = Assert.Single(model.Inputs);
        ImportOptions With(string name, params int[] shape) => new() { InputShapes = new Dictionary<string, int[]> { [name] = shape } };

        var unknown = Assert.Throws<ArgumentException>(() => OnnxImporter.Import(path, With("other", 3)));
        Assert.Contains($"no input 'other', whose size is given; its inputs are '{input.ModelName}'.", unknown.Message, StringComparison.Ordinal);
        var wrong = Assert.Throws<UnsupportedModelException>(() => OnnxImporter.Import(path, With(input.ModelName, 3)));
        Assert.Contains("3 is given as its size", Assert.Single(wrong.Nodes).Reason, StringComparison.Ordinal);
        using var same = OnnxImporter.Import(path, With(input.ModelName, [.. input.ModelShape]));
        Assert.Equal(input.ModelShape, same.Inputs[0].ModelShape);
    }

    /// <summary>The specs of models of PyTorch's, as text: whoever changes them reads them.</summary>
    [Theory]
    [InlineData("resnet")]
    [InlineData("mobilenet")]
    [InlineData("squeezenet")]
    [InlineData("unet")]
    public async Task The_spec_reads_as_a_person_would_write_it(string name)
    {
        using var model = OnnxImporter.Import(Fixture.PathOf(name + ".onnx"));

        await Snapshot.Verify(model.Spec, "netspec").UseTextForParameters(name);
    }

    [Fact]
    public void What_weights_are_called_in_the_model_is_told()
    {
        using var model = OnnxImporter.Import(Fixture.PathOf("resnet_folded.onnx"));

        Assert.StartsWith("onnx::Conv_", model.Report.Renamed["conv1.weight"], StringComparison.Ordinal);
        Assert.Contains("the input 'input' is called image", model.Report.Notes);
        Assert.Equal((11, "pytorch 1.13.0"), (model.Report.Opset, model.Report.Producer));
    }

    [Fact]
    public void The_constants_of_a_model_are_a_table()
    {
        using var table = WeightsFile.Open(Fixture.PathOf("lenet.onnx"));

        Assert.True(table.TryGet("fc1.weight", out var weight));
        Assert.Equal([10, 216], weight.Shape.ToArray());
    }
}
