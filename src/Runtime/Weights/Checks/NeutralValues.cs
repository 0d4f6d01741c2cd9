namespace NetSpec.Runtime.Weights.Checks;

/// <summary>The value at which a parameter does nothing.</summary>
internal static class NeutralValues
{
    /// <summary>1 for what multiplies or is a variance; 0 for what is added, and for weights, which have no such value.</summary>
    public static float Of(ParameterRole role) => role is ParameterRole.Gamma or ParameterRole.RunningVariance or ParameterRole.Slope ? 1 : 0;
}
