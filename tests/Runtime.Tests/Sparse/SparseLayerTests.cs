using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Sparse;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Sparse;

public sealed class SparseLayerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netspec-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_spec_reads_well_under_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "!", NegativeSign = "~", NumberGroupSeparator = "?" } };
            Assert.Equal(
                """
                // A linear layer of 1,152 weights as 672 in 2 Kronecker-sparse factors (58.3 %);
                // relative error of the weight in Frobenius norm: 0.0e0.
                namespace Samples.Sparse

                net Layer {
                    input x : 24

                    output y : 48 = x
                        -> ks(6, 4, 4, 1) as head.fc.0
                        -> ks(1, 24, 12, 2) as head.fc.1
                        -> bias as head.fc

                    emit forward
                }

                """.ReplaceLineEndings("\n"),
                Layer("head.fc", zero: true).ToSpec("Layer", "Samples.Sparse"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Stages_and_tensors_have_the_same_names()
    {
        var layer = Layer("fc");
        Assert.Equal("ks(6, 4, 4, 1) as fc.0 -> ks(1, 24, 12, 2) as fc.1 -> bias as fc", layer.Stages);
        Assert.Equal(["fc.0.weight", "fc.1.weight", "fc.bias"], layer.Tensors().Select(tensor => tensor.Name));
        Assert.Equal([1, 24, 12, 2], layer.Tensors()[1].Shape.ToArray());

        var plain = new SparseLayer("fc", layer.Factors);
        Assert.Equal("ks(6, 4, 4, 1) as fc.0 -> ks(1, 24, 12, 2) as fc.1", plain.Stages);
        Assert.Equal(["fc.0.weight", "fc.1.weight"], plain.Tensors().Select(tensor => tensor.Name));
    }

    [Fact]
    public void Replacing_keeps_every_other_tensor_and_the_metadata()
    {
        var (dense, sparse) = (Path.Combine(_folder, "dense.safetensors"), Path.Combine(_folder, "sparse.safetensors"));
        TensorData[] tensors =
        [
            TensorData.FromFloats("conv.weight", TensorType.F16, [2, 3], [1, 2, 3, 4, 5, 6]),
            TensorData.FromFloats("fc.weight", TensorType.F32, [48, 24], new float[48 * 24]),
            TensorData.FromFloats("fc.bias", TensorType.F32, [48], new float[48]),
            new TensorData("steps", TensorType.I64, [], BitConverter.GetBytes(7L)),
        ];
        SafetensorsWriter.Write(dense, tensors, [new("format", "pt")]);
        var layer = Layer("fc");
        layer.Replace(dense, sparse);

        using var file = SafetensorsFile.Open(sparse);
        Assert.Equal(["conv.weight", "fc.0.weight", "fc.1.weight", "fc.bias", "steps"], file.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.True(file.TryGet("conv.weight", out var conv));
        Assert.Equal(TensorType.F16, conv.Type);
        Assert.True(file.TryGet("fc.1.weight", out var factor));
        var values = new float[factor.Elements];
        file.Read(factor, values);
        Assert.Equal(layer.Factors.Weights[1], values);
        Assert.True(file.TryGet("fc.bias", out var bias));
        var shifts = new float[bias.Elements];
        file.Read(bias, shifts);
        Assert.Equal(layer.Bias.ToArray(), shifts);

        Assert.Contains("has no tensor 'fd.weight'", Assert.Throws<ArgumentException>(() => Layer("fd").Replace(dense, sparse)).Message, StringComparison.Ordinal);
        Assert.Contains("'conv.weight' of", Assert.Throws<ArgumentException>(() => Layer("conv").Replace(dense, sparse)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    public void Names_that_no_spec_could_have_are_refused(string name) => Assert.Contains("such as layer1.fc", Assert.Throws<ArgumentException>(() => Layer(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Nets_and_namespaces_are_identifiers_and_a_bias_is_as_long_as_the_outputs()
    {
        var layer = Layer("fc");
        Assert.All(["", "1a", "a-b", "net", "tune", "a.b", "Forward", "XSize", "get_Layout", "_paths", "var", "System", "NetSpec"], net => Assert.Throws<ArgumentException>(() => layer.ToSpec(net)));
        Assert.All(["", "A.", "A.1b", "A b", "A.var", "System.Mine", "NetSpec.Runtime", "NetSpecCpu"], space => Assert.Throws<ArgumentException>(() => layer.ToSpec("Layer", space)));
        Assert.Contains("The bias has 5 numbers; the layer has 48 outputs.", Assert.Throws<ArgumentException>(() => new SparseLayer("fc", layer.Factors, new float[5])).Message, StringComparison.Ordinal);
    }

    private static SparseLayer Layer(string name, bool zero = false)
    {
        var matrix = zero ? new float[48 * 24] : Matrices.Single(Matrices.Random(48, 24, 1));
        var factors = KroneckerFactorisation.Of(matrix, KroneckerChain.Parse("ks(6, 4, 4, 1) -> ks(1, 24, 12, 2)"));
        return new SparseLayer(name, factors, Matrices.Single(Matrices.Random(1, 48, 2)));
    }
}
