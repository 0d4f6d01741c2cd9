using System.Linq;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Symmetries;

/// <summary>A normalised store says how many of its values are too small for all digits of a float.</summary>
public sealed class SubnormalTests
{
    [Fact]
    public void Values_that_normalisation_takes_below_the_range_of_normal_floats_are_counted()
    {
        var paths = EmittedPaths.WithDetWeights("Corpus.Nets.MlpSmall");
        Assert.Equal(0, paths.Normalize(1).CountSubnormal());

        // Hidden neurons of norm 2^-12 or so, without biases: their norms go to the last weights, which become 2^-132 or so.
        ParameterInfo[] weights = [.. paths.Parameters.Layout.Where(parameter => parameter.Role == ParameterRole.Weight)];
        foreach (var bias in paths.Parameters.Layout.Where(parameter => parameter.Role == ParameterRole.Bias))
            paths.Parameters[bias].Clear();
        foreach (ref var value in paths.Parameters[weights[0]])
            value *= 1f / 4096;
        paths.Parameters[weights[^1]].Fill(float.ScaleB(1, -122));

        Assert.Equal(weights[^1].Size, paths.Normalize(1).CountSubnormal());
    }
}
