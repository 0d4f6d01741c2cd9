using System;
using System.Collections.Generic;
using System.Linq;
using Corpus.Nets;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Paths.Passes;
using NetSpec.Runtime.Sparse;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths;

/// <summary>What people print says what it is.</summary>
public sealed class PrintingTests
{
    private static readonly PathAnalysis Net = EmittedPaths.WithDetWeights("Corpus.Nets.MlpSmall");

    [Fact]
    public void Results_print_themselves()
    {
        var costs = Net.Costs();
        var mask = costs.GlobalMask(0.25);
        Assert.Equal("6 tensors, 1,732 elements", Net.Parameters.ToString());
        Assert.Equal("6 tensors, 1,732 elements", MlpSmall.Layout.ToString());
        Assert.Equal($"x [16] -> {MlpSmall.Architecture.Layers[^1]}, 6 layers, 148 neurons", MlpSmall.Architecture.ToString());
        Assert.Equal($"Φ-costs of 1,732 parameters, path norm {Net.Norm()}", costs.ToString());
        Assert.Equal("416 of 1,732 parameters pruned (24.02 %)", mask.ToString());
        Assert.Equal(Net.Distance(mask).Value.ToString(), Net.Distance(mask).ToString());
        Assert.Equal(FormattableString.Invariant($"D = 3, P = 0, K = 1, M = 0, d_in = 16, d_out = 4, C = {Net.Constants.C():g4}"), Net.Constants.ToString());
        Assert.Equal($"64 rescaling groups, {Net.RescalingGroups[0]} to {Net.RescalingGroups[63]}", Net.RescalingGroups.ToString());
        Assert.Equal("2-normalised, 64 rescaling groups", Net.Normalize(2).ToString());
        Assert.Equal("3 margins from -0.5 to 2, median 1.5; 33.33 % not positive", new MarginDistribution([2, 1.5, -0.5]).ToString());
        Assert.EndsWith("neurons active", Net.Evaluate(new float[16]).ToString(), StringComparison.Ordinal);
        Assert.StartsWith(Net.RescalingGroups[0] + ": ", Net.ConservedQuantities()[0].ToString(), StringComparison.Ordinal);

        var norms = Net.Average(DetWeights.Input("printed", 32), new() { KeepSamples = true, Outputs = [1, 3] });
        Assert.StartsWith("output 1: local ", norms.PerOutput[0].ToString(), StringComparison.Ordinal);
        Assert.Equal($"local {norms.PerSample[0].Local[0]}, {norms.PerSample[0].Local[1]}; gated {norms.PerSample[0].Gated[0]}, {norms.PerSample[0].Gated[1]}", norms.PerSample[0].ToString());
    }

    [Fact]
    public void Factorisations_print_themselves()
    {
        var matrix = DetWeights.Input("matrix", 12 * 8);
        var frontier = ChainFrontier.Of(matrix, 12, 8);
        var factors = KroneckerFactorisation.Of(matrix, KroneckerChain.Parse("ks(2, 3, 4, 1) -> ks(1, 12, 6, 1)"));
        Assert.Equal(FormattableString.Invariant($"ks(2, 3, 4, 1) -> ks(1, 12, 6, 1), 100 % of the weights, relative error {factors.RelativeError:g3}"), factors.ToString());
        Assert.StartsWith("fc: ks(2, 3, 4, 1) as fc.0", new SparseLayer("fc", factors).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("chains for 12 x 8", frontier.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(frontier[0].Chain + ", ", frontier[0].ToString(), StringComparison.Ordinal);
        Assert.EndsWith("ns a sample", frontier[0].Candidate.ToString(), StringComparison.Ordinal);
    }

    /// <summary>No public class but those that are options, devices or packed weights says its type alone.</summary>
    [Fact]
    public void No_result_prints_its_type()
    {
        HashSet<string> silent =
        [
            // Things that are used, not read.
            "AdjointScaling", "DerivedWeights", "Epilogue", "FoldedFactor", "KroneckerFactors", "KroneckerGradients", "KroneckerProduct", "LayerCosts", "NeuronScaling",
            "PackedAffine", "PackedConv", "PackedConvTranspose", "PackedDepthwise", "PackedKronecker", "PackedLinear", "PackedTokens", "PackedWinograd",
            "ParameterCopy", "PathAnalysis", "PathDescription", "PathScaling",
            "PathWeights", "PortRanges",
            "RescalingTable", "SafetensorsFile", "ScaledValue", "TensorData", "TokenCache", "Workspace",
        ];
        var types = typeof(PathCosts).Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && !typeof(Delegate).IsAssignableFrom(type) && !typeof(Exception).IsAssignableFrom(type))
            .Where(type => type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType == typeof(object))
            .Select(type => type.Name);
        Assert.Equal([], types.Where(name => !silent.Contains(name)));
    }

    [Fact]
    public void A_literal_exponent_of_any_kind_is_an_exponent()
    {
        Assert.Equal(Net.Norm(2.0), Net.Norm(2));
        Assert.Equal(Net.Norm(2.0, 1, PathStarts.Inputs), Net.Norm(q: 2, r: 1, PathStarts.Inputs));
        Assert.Equal("q", Assert.Throws<ArgumentOutOfRangeException>(() => Net.Norm(0)).ParamName);
    }

    [Fact]
    public void One_sample_is_an_array_or_a_part_of_a_span_everywhere()
    {
        var samples = DetWeights.Input("samples", 5 * 16);
        Assert.Equal(Net.Average(samples.Chunk(16)).ToString(), Net.Average(samples).ToString());
        Assert.Contains("holds 17 floats; a sample has 16", Assert.Throws<ArgumentException>(() => Net.Average(new float[17])).Message, StringComparison.Ordinal);
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => Net.Average(default(ReadOnlySpan<float>))).Message, StringComparison.Ordinal);
    }
}
