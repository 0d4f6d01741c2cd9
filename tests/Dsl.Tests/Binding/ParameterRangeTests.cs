using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>Which variances must not be 0.</summary>
public sealed class ParameterRangeTests
{
    [Theory]
    [InlineData("bn", false)]
    [InlineData("bn(eps=1e-30)", false)]
    [InlineData("bn(eps=0)", true)]
    [InlineData("bn(eps=0, affine=false)", true)]
    [InlineData("bn as b -> relu -> bn(eps=0) with b", true)]
    [InlineData("bn(eps=0) as b -> relu -> bn with b", true)]
    public void A_variance_must_be_positive_where_no_eps_is_added(string stages, bool expected)
    {
        var net = Assert.Single(SpecCompiler.Compile($"net N {{\n    input x : 3\n    output y = x -> {stages}\n}}\n").Nets);

        Assert.All(net.Parameters, parameter => Assert.Equal(expected && parameter.Name.EndsWith("running_var", System.StringComparison.Ordinal), parameter.MustBePositive));
        Assert.Single(net.Parameters, parameter => parameter.Name.EndsWith("running_var", System.StringComparison.Ordinal));
    }
}
