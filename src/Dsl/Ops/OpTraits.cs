namespace NetSpec.Dsl.Ops;

/// <summary>What is true of an op's function of its operands, whatever its parameters are. A test tries each answer out.</summary>
/// <param name="TakesVector">Whether it takes a vector, and a map of 1x1 positions as one.</param>
/// <param name="IsPositivelyHomogeneous">Whether f(λx) = λ f(x) for λ ≥ 0: then what enters it may be rescaled.</param>
/// <param name="IsMonotone">Whether no result falls where an operand rises.</param>
/// <param name="IsPiecewiseLinear">Whether it is affine on each of finitely many polyhedra.</param>
/// <param name="IsNonExpansive">Whether |f(x) − f(y)| ≤ |x − y| in the maximum norm.</param>
public sealed record OpTraits(bool TakesVector, bool IsPositivelyHomogeneous, bool IsMonotone, bool IsPiecewiseLinear, bool IsNonExpansive)
{
    /// <summary>A linear map with free weights, and biases where it has them.</summary>
    public static OpTraits Affine(bool hasBias, bool takesVector = false) =>
        new(takesVector, !hasBias, IsMonotone: false, IsPiecewiseLinear: true, IsNonExpansive: false);

    /// <summary>Results that are each one of the operand's numbers, or a mean of some, or 0.</summary>
    public static OpTraits Selection { get; } = new(
        TakesVector: false, IsPositivelyHomogeneous: true, IsMonotone: true, IsPiecewiseLinear: true, IsNonExpansive: true);

    /// <summary>Results that are each a sum of the operands' numbers, with weights at least 0 that nothing changes.</summary>
    public static OpTraits Sums { get; } = Selection with { IsNonExpansive = false };
}
