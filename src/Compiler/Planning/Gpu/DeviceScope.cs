using System;
using System.Linq;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>A group whose launch is made.</summary>
/// <param name="net">The net.</param>
/// <param name="group">What is computed.</param>
/// <param name="placeOf">Where a value lies.</param>
/// <param name="weights">What is packed so far.</param>
internal sealed class DeviceScope(Net net, Group group, Func<int, GpuValue> placeOf, Distinct<GpuWeights> weights)
{
    private readonly StepInfo _about = StepInfo.Of(net, group, new SpokenNet(net));

    /// <summary>What is computed.</summary>
    public Group Group => group;

    /// <summary>The first operand.</summary>
    public GpuValue From => Operand(0);

    private GpuValue To => placeOf(group.Result);

    private GpuValue? Added => group.Residual is { } residual ? placeOf(residual) : null;

    /// <summary>An operand.</summary>
    public GpuValue Operand(int operand) => placeOf(group.Anchor.Inputs[operand]);

    /// <summary>A factor with all that is fused behind it.</summary>
    public GpuFactorStep Factor(KsPattern pattern)
    {
        var factors = group.Factors.Select(node => new MergedFactor(node.Parameters[0], ((Kronecker)node.Op).Pattern)).ToEquatableArray();
        return new(_about, Pack(pattern, group.Anchor.Parameters[0], factors), From, Added, To, group.Relu);
    }

    /// <summary>A scale and a shift of each feature.</summary>
    public GpuMapStep Affine() => Map(Pack(null, null, default), Added, group.Relu);

    /// <summary>Value by value.</summary>
    public GpuMapStep Map(int? packed, GpuValue? other, bool relu) => new(_about, packed, From, other, To, relu);

    private int Pack(KsPattern? pattern, int? weight, EquatableArray<MergedFactor> factors) =>
        weights.Add(new(group.Anchor.Name, pattern, weight, factors, To.Features, EpilogueTerms.Of(group)));
}
