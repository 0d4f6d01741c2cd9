using System;
using System.Collections.Generic;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// Channels that scale together: multiplying all parameters that enter them by λ &gt; 0 and dividing all that leave them by
/// λ leaves every path, and with it the function, as it is (Definition 2.4.1, Theorem 2.4.1). Frozen edges tie channels
/// together: an activation or pool and what it reads, the terms of a sum, a concatenation and its parts.
/// </summary>
public sealed class RescalingGroup
{
    private readonly RescalingGroups _groups;

    internal RescalingGroup(RescalingGroups groups, int index, Layer layer, int channel)
    {
        _groups = groups;
        (Index, Layer, Channel) = (index, layer, channel);
    }

    /// <summary>Its position in <see cref="RescalingGroups"/>.</summary>
    public int Index { get; }

    /// <summary>The first layer with a channel of the group.</summary>
    public Layer Layer { get; }

    /// <summary>The first channel of the group in that layer.</summary>
    public int Channel { get; }

    /// <summary>The group by its first channel: <c>conv1[5]</c>.</summary>
    public string Name => NameOf(Layer, Channel);

    /// <summary>All channels of the group, in the order of layers.</summary>
    public IReadOnlyList<LayerChannels> Channels => _groups.ChannelsOf(Index);

    /// <summary>The group by its first channel.</summary>
    public override string ToString() => Name;

    internal static string NameOf(Layer layer, int channel) => layer.Shape.Height * layer.Shape.Width == 1
        ? layer.NameOf(channel)
        : FormattableString.Invariant($"{layer.Name}[{channel}]");

    internal bool IsOf(RescalingGroups groups) => ReferenceEquals(_groups, groups);
}
