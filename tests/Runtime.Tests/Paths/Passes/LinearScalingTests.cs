using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Paths.Passes;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths.Passes;

/// <summary>Weights of a single-precision pass between units that lie far apart.</summary>
public sealed class LinearScalingTests
{
    /// <summary>Row 0 is zero, so that its result holds nothing and has the unit 1; what it reads is beyond the range of a double.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void A_weight_of_zero_is_zero_whatever_the_units(double q)
    {
        float[] source = [0, 8];
        var scaling = new LinearScaling(new PathPower(q), source, default, LinearRows.OutFirst(2, 1, 1, 1), [[true]]);
        var from = ScaledValue.Absorbing([new Magnitude(1, 1500)]);
        var to = ScaledValue.Absorbing(scaling.Bounds(from.Bounds));

        // 8^q · 2^1500 in [1/2, 1) of its unit, of values in [1/2, 1) of theirs.
        Assert.Equal([0, 1], scaling.Weights(from, to));
    }
}
