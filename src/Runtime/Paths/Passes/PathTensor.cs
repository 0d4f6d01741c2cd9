namespace NetSpec.Runtime.Paths.Passes;

/// <summary>Where a tensor of a path-norm pass comes from and between which values it stands.</summary>
/// <param name="Source">The network's tensor; -1 for one that is frozen.</param>
/// <param name="From">What it is multiplied by; null for biases.</param>
/// <param name="To">The result.</param>
internal sealed record PathTensor(int Source, ScaledValue? From, ScaledValue To)
{
    /// <summary>The weights between channels; null for numbers a channel.</summary>
    public LinearScaling? Layer { get; init; }

    /// <summary>Whether all channels have the one element of the network's tensor.</summary>
    public bool IsShared { get; init; }

    /// <summary>|·|^q of factors or biases, one a channel; empty for weights between channels.</summary>
    public double[] Numbers { get; init; } = [];
}
