using System;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths;

/// <summary>Consecutive channels of a layer (features of a vector).</summary>
/// <param name="Layer">The layer.</param>
/// <param name="First">The first channel.</param>
/// <param name="Count">The number of channels.</param>
public readonly record struct LayerChannels(Layer Layer, int First, int Count)
{
    /// <summary>Layer and channels: <c>conv1[5]</c>, <c>flatten[490..538]</c>.</summary>
    public override string ToString() => Count == 1
        ? RescalingGroup.NameOf(Layer, First)
        : FormattableString.Invariant($"{Layer.Name}[{First}..{First + Count - 1}]");
}
