namespace NetSpec.Ptx;

/// <summary>Issue slots of a warp's scheduler.</summary>
/// <param name="Slots">All of them: one for each instruction.</param>
/// <param name="Products">Those that make products.</param>
public sealed record SassWork(long Slots, long Products)
{
    /// <summary>The share that makes products.</summary>
    public double ProductShare => (double)Products / Slots;
}
