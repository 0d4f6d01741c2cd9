using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// Channels that always hold the same values but for positive factors: what enters one is λ times what enters the other, and
/// their activations are the same (section 7.1.1). One of them could do the work of all.
/// </summary>
public sealed class TwinNeurons
{
    private readonly Layer[] _layers;
    private readonly int[] _channels;
    private readonly double[] _factors;

    internal TwinNeurons(Layer[] layers, int[] channels, double[] factors) => (_layers, _channels, _factors) = (layers, channels, factors);

    /// <summary>The number of channels, at least 2.</summary>
    public int Count => _channels.Length;

    /// <summary>The layer of each; they differ only for neurons of a block.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>The channels in their layers.</summary>
    public IReadOnlyList<int> Channels => _channels;

    /// <summary>What the first channel's values are multiplied by to give those of each; 1 for the first.</summary>
    public IReadOnlyList<double> Factors => _factors;

    /// <summary>The channels by name: <c>conv1[5]</c>.</summary>
    public IReadOnlyList<string> Names => [.. _layers.Zip(_channels, RescalingGroup.NameOf)];

    /// <summary>Names and factors: <c>conv1[5], conv1[9] = 0.5 conv1[5]</c>.</summary>
    public override string ToString()
    {
        var names = Names;
        return string.Join(", ", names.Skip(1).Zip(
            _factors.Skip(1), (name, factor) => string.Create(CultureInfo.InvariantCulture, $"{name} = {factor:g5} {names[0]}")).Prepend(names[0]));
    }
}
