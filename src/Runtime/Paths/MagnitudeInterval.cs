namespace NetSpec.Runtime.Paths;

/// <summary>Two numbers between which a third lies: both are on the safe side of every rounding.</summary>
/// <param name="Lower">Not above the true value.</param>
/// <param name="Upper">Not below it.</param>
public readonly record struct MagnitudeInterval(Magnitude Lower, Magnitude Upper)
{
    /// <summary>Whether every number of another interval is one of this.</summary>
    public bool Contains(MagnitudeInterval other) => Lower <= other.Lower && other.Upper <= Upper;

    /// <summary>Both ends: <c>[2.4474e30, 2.4476e30]</c>.</summary>
    public override string ToString() => $"[{Lower}, {Upper}]";
}
