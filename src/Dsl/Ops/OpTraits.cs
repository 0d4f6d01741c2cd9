namespace NetSpec.Dsl.Ops;

/// <summary>What is true of an op's function of its operands, whatever its parameters are. A test tries each answer out.</summary>
/// <param name="TakesVector">Whether it takes a vector, and a map of 1x1 positions as one.</param>
/// <param name="IsPositivelyHomogeneous">Whether f(λx) = λ f(x) for λ ≥ 0: then what enters it may be rescaled.</param>
/// <param name="IsPiecewiseLinear">Whether it is affine on each of finitely many polyhedra.</param>
public sealed record OpTraits(bool TakesVector, bool IsPositivelyHomogeneous, bool IsPiecewiseLinear)
{
    /// <summary>A linear map with free weights, and biases where it has them.</summary>
    public static OpTraits Affine(bool hasBias, bool takesVector = false) =>
        new(takesVector, !hasBias, IsPiecewiseLinear: true);

    /// <summary>Results that are each one of the operands' numbers or 0, or a sum of such with weights that nothing changes.</summary>
    public static OpTraits Selection { get; } = new(TakesVector: false, IsPositivelyHomogeneous: true, IsPiecewiseLinear: true);
}
