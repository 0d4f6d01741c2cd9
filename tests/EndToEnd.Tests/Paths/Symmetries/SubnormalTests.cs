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

        // Hidden neurons have small norms, without biases, and these go to the last weights, which are the smallest normal float.
        ParameterInfo[] weights = [.. paths.Parameters.Layout.Where(parameter => parameter.Role == ParameterRole.Weight)];
        foreach (var bias in paths.Parameters.Layout.Where(parameter => parameter.Role == ParameterRole.Bias))
            paths.Parameters[bias].Clear();
        foreach (ref var value in paths.Parameters[weights[0]])
            value *= 1f / 65536;
        paths.Parameters[weights[^1]].Fill(float.ScaleB(1, -126));

        Assert.Equal(weights[^1].Size, paths.Normalize(1).CountSubnormal());
    }
}
