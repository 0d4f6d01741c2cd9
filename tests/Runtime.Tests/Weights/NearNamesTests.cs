using NetSpec.Runtime.Weights.Names;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

public class NearNamesTests
{
    [Theory]
    [InlineData("l1.weight", "bn1.weight", null)]
    [InlineData("l2.bias", "fc.bias", null)]
    [InlineData("conv1.weight", "conv2.weight", "conv2.weight")]
    [InlineData("conv1.weight", "conv1.weights", "conv1.weights")]
    [InlineData("layer1.0.conv1.weight", "layer1.0.cnov1.weight", "layer1.0.cnov1.weight")]
    [InlineData("fc.weight", "Fc.Weight", "Fc.Weight")]
    [InlineData("scale", "scales", "scales")]
    [InlineData("scale", "shift", null)]
    public void A_shared_last_part_makes_no_name_nearer(string name, string candidate, string? nearest) =>
        Assert.Equal(nearest, NearNames.Nearest(name, [candidate]));
}
