using System;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// A number that gradient flow keeps, whatever the loss: Σ θ² over the parameters that enter a rescaling group minus Σ θ² over
/// those that leave it.
/// </summary>
/// <param name="Group">The rescaling group.</param>
/// <param name="Value">The number.</param>
public readonly record struct ConservedQuantity(RescalingGroup Group, double Value)
{
    /// <summary>The group and its number: <c>conv1[5]: 0.8125</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Group}: {Value}");
}
