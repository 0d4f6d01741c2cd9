using System;
using System.Linq;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>A group whose launches are made.</summary>
/// <param name="net">The net.</param>
/// <param name="group">What is computed.</param>
/// <param name="spoken">What is said of the net's nodes.</param>
/// <param name="values">Where values lie, and the launches so far.</param>
/// <param name="weights">What is packed so far.</param>
internal sealed partial class DeviceScope(Net net, Group group, SpokenNet spoken, DeviceValues values, Distinct<GpuWeights> weights)
{
    private readonly StepInfo _about = StepInfo.Of(net, group, spoken);
    private GpuValue? _to;

    /// <summary>What is computed.</summary>
    public Group Group => group;

    /// <summary>The first operand.</summary>
    public GpuValue From => Operand(0);

    /// <summary>The result, a new value.</summary>
    private GpuValue To => _to ??= NewResult();

    private GpuValue? Added => group.Residual is { } residual ? values.ByPosition(residual) : null;

    /// <summary>What is said of a launch that leaves the activation to another.</summary>
    private StepInfo Inactive => group.Relu || group.Function is not null ? WithoutLast() : _about;

    private Shape ShapeOf(int operand) => net.Nodes[group.Anchor.Inputs[operand]].Shape;

    /// <summary>An operand.</summary>
    public GpuValue Operand(int operand) => values.ByPosition(group.Anchor.Inputs[operand]);

    /// <summary>An input, which the caller has.</summary>
    public void Input()
    {
        var shape = group.Anchor.Shape;
        values.SetInput(group.Result, new(GpuValueKind.Input, net.Inputs.ToList().IndexOf(group.Anchor.Id), shape.Channels, shape.Height * shape.Width));
    }

    /// <summary>A map as a vector, channel by channel: the same numbers.</summary>
    public void Flatten()
    {
        var value = values.ByChannel(group.Anchor.Inputs[0]);
        values.Set(group.Result, value with { Channels = value.Features, Positions = 1 });
    }

    /// <summary>Channels and positions exchanged.</summary>
    public void Turn() => values.SetTurned(group.Result, group.Anchor.Inputs[0]);

    /// <summary>The same value.</summary>
    public void Pass() => values.Set(group.Result, From);

    /// <summary>A factor at each position, with all that is fused behind it.</summary>
    public void Factor(KsPattern pattern, GpuValue from, bool isTransposed = false)
    {
        var factors = group.Factors.Select(node => new MergedFactor(node.Parameters[0], ((Kronecker)node.Op).Pattern)).ToEquatableArray();
        var packed = weights.Add(Weights(pattern, group.Anchor.Parameters[0], factors) with { IsTransposed = isTransposed });
        values.Add(new GpuFactorStep(group.Function is null ? _about : WithoutLast(), packed, from, Added, To, group.Relu));
        if (group.Function is not null)
            ApplyInPlace();
    }

    /// <summary>A scale and a shift of each channel.</summary>
    public void Affine() => Map(PackAffine(), Added);

    /// <summary>A slope of each channel below 0.</summary>
    public void Slope() => values.Add(new GpuMapStep(_about, PackAffine(), From, null, To, Relu: false) { IsSlope = true });

    /// <summary>A function of single numbers.</summary>
    public void Function() =>
        values.Add(new GpuMapStep(_about, null, From, null, To, Relu: false) { Function = group.Rule.Function!(group.Anchor.Op) });

    /// <summary>Value by value.</summary>
    public void Map(int? packed, GpuValue? other) =>
        values.Add(new GpuMapStep(_about, packed, From, other, To, group.Relu || group.Anchor.Op is Relu) { Function = group.Function });

    /// <summary>A product. A number for each channel is written out for all positions first.</summary>
    public void Product()
    {
        values.Add(new GpuProductStep(Inactive, Wide(0), Wide(1), To));
        Activate();

        GpuValue Wide(int operand)
        {
            var value = Operand(operand);
            if (value.Positions == To.Positions)
                return value;

            var wide = values.New(To.Channels, To.Positions);
            values.Add(new GpuCopyStep(Part($"{net.Nodes[group.Anchor.Inputs[operand]].Name} at each position"), value, wide, To.Channels, To.Positions));
            return wide;
        }
    }

    /// <summary>A norm of the channels of each position.</summary>
    public void Norm(double epsilon, bool isCentred)
    {
        values.Add(new GpuNormStep(Inactive, EpilogueTerms.Of(group).Count == 0 ? null : PackAffine(), From, To, epsilon, isCentred));
        Activate();
    }

    /// <summary>A softmax of the channels of each position.</summary>
    public void Softmax(bool isLogarithm) => values.Add(new GpuSoftmaxStep(_about, From, To, isLogarithm));

    /// <summary>The mean of all positions.</summary>
    public void Mean() => values.Add(new GpuMeanStep(_about, From, To));

    private GpuValue NewResult()
    {
        var shape = net.Nodes[group.Result].Shape;
        var value = values.New(shape.Channels, shape.Height * shape.Width);
        values.Set(group.Result, value);
        return value;
    }

    private int PackAffine() => weights.Add(Weights(null, null, default));

    private GpuWeights Weights(KsPattern? pattern, int? weight, EquatableArray<MergedFactor> factors) =>
        new(group.Anchor.Name, pattern, weight, factors, To.Channels, EpilogueTerms.Of(group));

    /// <summary>What a kernel does not do itself, where its result lies.</summary>
    private void Activate()
    {
        if (group.Relu)
            values.Add(new GpuMapStep(Part("relu, in place"), null, To, null, To, Relu: true));
        else if (group.Function is not null)
            ApplyInPlace();
    }

    private void ApplyInPlace() => values.Add(
        new GpuMapStep(Part(net.Nodes[group.Result].Op.Describe() + ", in place"), null, To, null, To, Relu: false) { Function = group.Function });

    private StepInfo WithoutLast() => _about with { Description = Descriptions.Of(net, group, spoken, without: group.Result) };

    /// <summary>What is said of a further launch of the group.</summary>
    private StepInfo Part(string description) => _about with { Description = description, Parameters = 0, MultiplyAdds = 0 };
}
