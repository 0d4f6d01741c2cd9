using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Passes;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// The free rescaling groups of a network, in the order in which the network computes them. Channels that are tied to an input, an output or a
/// frozen bias, as those around a clamp are, are in none: they must not scale. Between a convolution and its batch-norm each channel is a group.
/// </summary>
/// <example><code>
/// var groups = net.Paths.RescalingGroups;
/// Console.WriteLine(groups.Of("layer1.0.conv1", 5)); // layer1.0.conv1[5]
/// Console.WriteLine(string.Join(" ", groups.Of("maxpool", 5).Channels)); // bn1[5] relu[5] maxpool[5] layer1.0.bn2[5] …
/// </code></example>
public sealed class RescalingGroups : IReadOnlyList<RescalingGroup>
{
    private readonly Architecture _architecture;
    private readonly int[][] _groupOf;
    private readonly RescalingGroup[] _groups;

    internal RescalingGroups(Architecture architecture, RescalingTable table)
    {
        _architecture = architecture;
        _groupOf = new int[architecture.Layers.Count][];
        _groups = new RescalingGroup[table.Count];
        var position = 0;
        for (var i = 0; i < _groupOf.Length; i++)
        {
            var layer = architecture.Layers[i];
            _groupOf[i] = table.OfLayer(i, layer.Shape.Channels, ref position) ?? OfOperand(layer);
            for (var channel = 0; channel < _groupOf[i].Length; channel++)
            {
                var group = _groupOf[i][channel];
                if (group >= 0)
                    _groups[group] ??= new RescalingGroup(this, group, layer, channel);
            }
        }

        if (!table.EndsAt(position) || _groups.Contains(null))
            throw new ArgumentException("The rescaling groups are those of another network.");
    }

    /// <summary>The number of free groups: of dimensions in which parameters move without changing the network's paths.</summary>
    public int Count => _groups.Length;

    /// <summary>The group at a position.</summary>
    public RescalingGroup this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_groups.Length)
                throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {_groups.Length} rescaling groups.");
            return _groups[index];
        }
    }

    /// <summary>The group of a channel (a feature of a vector).</summary>
    /// <param name="layer">The name of a layer.</param>
    /// <param name="channel">A channel of it, from 0.</param>
    /// <exception cref="KeyNotFoundException">No layer has the name; the message suggests a near one.</exception>
    /// <exception cref="ArgumentException">The channel is tied to an input, output or frozen bias, so that it must not scale.</exception>
    public RescalingGroup Of(string layer, int channel = 0)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var index = Find(layer);
        var groups = _groupOf[index];
        if ((uint)channel >= (uint)groups.Length)
            throw new ArgumentOutOfRangeException(nameof(channel), channel, $"'{layer}' has {groups.Length} channels.");
        if (groups[channel] >= 0)
            return _groups[groups[channel]];

        var end = groups[channel] switch
        {
            RescalingTable.Input => "an input of the network",
            RescalingTable.Output => "an output of the network",
            _ => "a frozen bias, as that of a clamp is",
        };
        throw new ArgumentException(
            $"{RescalingGroup.NameOf(_architecture.Layers[index], channel)} is tied to {end}, so that it must not scale.", nameof(channel));
    }

    /// <summary>The positions of the groups of a layer's channels, all at once; negative for a channel that must not scale.</summary>
    /// <param name="layer">A position in <see cref="Architecture.Layers"/>.</param>
    public ReadOnlySpan<int> OfLayer(int layer) => _groupOf[layer];

    /// <inheritdoc/>
    public IEnumerator<RescalingGroup> GetEnumerator() => ((IEnumerable<RescalingGroup>)_groups).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many there are: <c>112 rescaling groups, conv1[0] to fc[9]</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Count:n0} rescaling {(Count == 1 ? "group" : "groups")}{(Count == 0 ? "" : Count == 1 ? $", {_groups[0]}" : $", {_groups[0]} to {_groups[^1]}")}");

    internal IReadOnlyList<LayerChannels> ChannelsOf(int group)
    {
        var channels = new List<LayerChannels>();
        for (var i = 0; i < _groupOf.Length; i++)
        {
            var first = Array.IndexOf(_groupOf[i], group);
            while (first >= 0)
            {
                var end = first + 1;
                while (end < _groupOf[i].Length && _groupOf[i][end] == group)
                {
                    end++;
                }

                channels.Add(new LayerChannels(_architecture.Layers[i], first, end - first));
                first = Array.IndexOf(_groupOf[i], group, end);
            }
        }

        return channels;
    }

    private int[] OfOperand(Layer layer)
    {
        var groups = layer.Inputs.Count == 0 ? [] : _groupOf[layer.Inputs[0]];
        return groups.Length == layer.Shape.Channels
            ? groups
            : throw new ArgumentException(
                $"The table of rescaling groups leaves out '{layer.Name}', whose {layer.Shape.Channels} channels are not those of a layer that it reads.");
    }

    private int Find(string name)
    {
        for (var i = 0; i < _groupOf.Length; i++)
        {
            if (_architecture.Layers[i].Name == name)
                return i;
        }

        var near = NearNames.Nearest(name, _architecture.Layers.Select(layer => layer.Name));
        throw new KeyNotFoundException(near is null ? $"No layer is called '{name}'." : $"No layer is called '{name}'; did you mean '{near}'?");
    }
}
