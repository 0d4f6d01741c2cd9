using System;
using System.IO;
using System.Linq;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

public class NearTensorsTests
{
    private static readonly ParameterLayout Layout = new(
        new ParameterInfo("stem.conv.weight", ParameterRole.Weight, 6, 3, 5, 5),
        new ParameterInfo("stem.bn.weight", ParameterRole.Gamma, 6),
        new ParameterInfo("stem.bn.bias", ParameterRole.Beta, 6),
        new ParameterInfo("stem.bn.running_mean", ParameterRole.RunningMean, 6),
        new ParameterInfo("stem.bn.running_var", ParameterRole.RunningVariance, 6));

    [Fact]
    public void TensorFlows_names_of_a_batch_norm_are_known()
    {
        string[] guesses = ["stem.bn.gamma", "stem.bn.beta", "stem.bn.moving_mean", "stem.bn.moving_variance"];
        TensorData[] norm = [.. guesses.Select(name => Zeros(name, 6))];

        // In any order of the file.
        AssertGuesses([null, .. guesses], null, norm);
        AssertGuesses([null, .. guesses], null, [.. norm.Reverse()]);
        Assert.Contains("\n  stem.bn.weight [6]; perhaps the file's 'stem.bn.gamma'\n", Mismatch(null, norm).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_numbered_layer_is_found_by_its_shapes_and_the_rest_of_it()
    {
        TensorData[] tensors =
        [
            Zeros("stem.0.weight", 6, 3, 5, 5), Zeros("stem.0.bias", 6),
            Zeros("stem.1.weight", 6), Zeros("stem.1.bias", 6), Zeros("stem.1.running_mean", 6), Zeros("stem.1.running_var", 6),
        ];
        AssertGuesses([null, "stem.1.weight", "stem.1.bias", "stem.1.running_mean", "stem.1.running_var"], null, tensors);
    }

    [Fact]
    public void What_cannot_fit_is_no_guess()
    {
        AssertGuesses([null, null, null, null, null], null, Zeros("stem.bn.weigth", 7), Zeros("stem.conv.weights", 6, 3, 5));

        // Neither is a mean in the place of a variance, nor a bias in that of a weight.
        AssertGuesses([null, null, "stem.nb.bias", "stem.nb.running_mean", null], null, Zeros("stem.nb.running_mean", 6), Zeros("stem.nb.bias", 6));
    }

    [Fact]
    public void An_equal_shape_comes_before_a_nearer_name_of_a_shape_with_ones() =>
        AssertGuesses([null, "stem.bnn1.weight", null, null, null], null, Zeros("stem.bn1.weight", 6, 1), Zeros("stem.bnn1.weight", 6));

    [Fact]
    public void A_tensor_is_the_guess_of_one_parameter()
    {
        var layout = new ParameterLayout(new ParameterInfo("layer1.weight", ParameterRole.Weight, 2), new ParameterInfo("layer2.weight", ParameterRole.Weight, 2));
        var bytes = RawFile.Write(Zeros("layr2.weight", 2));
        var e = Assert.Throws<ParameterMismatchException>(() => ParameterStore.Load(layout, new MemoryStream(bytes)));
        Assert.Equal([null, "layr2.weight"], e.Mismatches.Where(m => m.Kind == ParameterMismatchKind.Missing).Select(m => m.Suggestion));
    }

    [Fact]
    public void A_renamed_tensor_is_named_as_in_the_file_and_as_renamed()
    {
        var layout = new ParameterLayout(new ParameterInfo("fc.weight", ParameterRole.Weight, 2));
        var bytes = RawFile.Write(Zeros("net.fc.weight", 2));
        var options = new LoadOptions { Prefix = "net.", Rename = name => "x" + name };
        var e = Assert.Throws<ParameterMismatchException>(() => ParameterStore.Load(layout, new MemoryStream(bytes), options));
        Assert.Equal(
            """
            stream does not fit the network: 1 missing, 1 extra.
            Missing from the file:
              fc.weight [2]; perhaps the file's 'net.fc.weight', renamed to 'xfc.weight'
            Unknown to the network:
              net.fc.weight [2], renamed to 'xfc.weight'
            """,
            e.Message);
        Assert.Equal(["xfc.weight", "xfc.weight"], e.Mismatches.Select(m => m.Renamed));
    }

    private static void AssertGuesses(string?[] expected, LoadOptions? options, params TensorData[] tensors) =>
        Assert.Equal(expected, Mismatch(options, tensors).Mismatches.Where(m => m.Kind == ParameterMismatchKind.Missing).Select(m => m.Suggestion));

    private static ParameterMismatchException Mismatch(LoadOptions? options, params TensorData[] tensors) =>
        Assert.Throws<ParameterMismatchException>(() => ParameterStore.Load(Layout, new MemoryStream(RawFile.Write(tensors)), options));

    private static TensorData Zeros(string name, params long[] shape) =>
        TensorData.FromFloats(name, TensorType.F32, shape, new float[shape.Aggregate(1L, (a, b) => a * b)]);
}
