namespace Samples.Digits;

/// <summary>What decides which weights are set to zero.</summary>
public enum PruningMethod
{
    /// <summary>The smallest absolute values of each layer.</summary>
    Magnitude,

    /// <summary>The smallest Φ-costs of each layer.</summary>
    PhiLayerwise,

    /// <summary>The smallest Φ-costs of the whole network.</summary>
    PhiGlobal,
}
