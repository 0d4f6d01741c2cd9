namespace NetSpec.Runtime.Paths;

/// <summary>A norm over a data set.</summary>
/// <param name="Mean">Its mean over the samples.</param>
/// <param name="Max">Its largest value.</param>
public readonly record struct NormSummary(Magnitude Mean, Magnitude Max)
{
    /// <summary>Both numbers: <c>12.3 (at most 45.6)</c>.</summary>
    public override string ToString() => $"{Mean} (at most {Max})";
}
