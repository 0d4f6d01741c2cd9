using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// A norm whose statistics each sample has of its own: y = weight · (x − mean) / √(variance + eps) + bias, mean and variance (of the numbers, not an
/// estimate) over parts of the sample.
/// </summary>
/// <param name="Epsilon">What is added to a variance.</param>
/// <param name="IsAffine">Whether it has weight and bias; without them they are 1 and 0.</param>
public abstract record SampleNorm(double Epsilon, bool IsAffine) : Op
{
    // Not even constant along rays: eps stands beside the variance.
    public sealed override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public sealed override NeuronKind? Model => null;

    /// <summary>Into how many groups of channels the operand falls, each with statistics of its own.</summary>
    public abstract int GroupsOf(Shape operand);

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        IsAffine ? [new("weight", Weights(inputs[0]), ParameterRole.Gamma), new("bias", Weights(inputs[0]), ParameterRole.Beta)] : [];

    public sealed override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    /// <summary>The dimensions of weight and bias.</summary>
    protected virtual EquatableArray<int> Weights(Shape operand) => EquatableArray.Of(operand.Channels);

    /// <summary>What a description says behind the name.</summary>
    protected string Details() => $", eps {Rules.Spell(Epsilon)}{(IsAffine ? "" : ", no weight and bias")}";

    /// <summary>The arguments that all have, as far as they are not what is taken anyway.</summary>
    private protected string[] Arguments(bool isAffineAnyway) =>
        [Rules.Named("eps", Rules.Spell(Epsilon), Rules.Spell(1e-5)), Rules.Named("affine", Rules.Spell(IsAffine), Rules.Spell(isAffineAnyway))];
}
