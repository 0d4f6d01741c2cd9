using NetSpec.Runtime.Paths;

namespace Samples.Digits;

/// <summary>A network pruned by one method to one level, as trained and after rescaling at random.</summary>
/// <param name="Method">What decided.</param>
/// <param name="Level">The share of the weights that is set to zero.</param>
/// <param name="Mask">What was pruned of the network as trained.</param>
/// <param name="Accuracy">How well it then does.</param>
/// <param name="RescaledMask">What the method pruned of the rescaled network.</param>
/// <param name="RescaledAccuracy">How well that then does.</param>
public sealed record PruningResult(
    PruningMethod Method,
    double Level,
    PruningMask Mask,
    double Accuracy,
    PruningMask RescaledMask,
    double RescaledAccuracy)
{
    /// <summary>The share of the pruned weights that is the same with and without rescaling.</summary>
    public double Overlap => Mask.Overlap(RescaledMask);
}
