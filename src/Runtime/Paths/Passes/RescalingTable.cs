using System;
using System.ComponentModel;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>The rescaling groups of a network as the compiler found them; <c>RescalingGroups</c> reads them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RescalingTable
{
    /// <summary>Stands for the group of channels that are tied to an input.</summary>
    internal const int Input = -1;

    /// <summary>Stands for the group of channels that are tied to an output, and to no input.</summary>
    internal const int Output = -2;

    /// <summary>Stands for the group of channels that are tied to a frozen bias, and to no input or output.</summary>
    internal const int Bias = -3;

    private readonly int[] _runs;

    /// <param name="count">The number of free groups.</param>
    /// <param name="runs">
    /// Four numbers a run of channels, in the order of layers and channels: the layer; the number of channels; the group of
    /// the first (-1, -2 and -3 if all are tied to an input, an output or a frozen bias); how many channels in a row are in one group before the
    /// next group follows. A layer without a run has the groups of the first layer it reads.
    /// </param>
    public RescalingTable(int count, params int[] runs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Length % 4 != 0)
            throw new ArgumentException($"A run is four numbers, but {runs.Length} are given.", nameof(runs));
        Count = count;
        _runs = runs;
    }

    /// <summary>The number of free groups.</summary>
    public int Count { get; }

    /// <summary>The group of each channel of a layer; null if the table has no run of it.</summary>
    internal int[]? OfLayer(int layer, int channels, ref int position)
    {
        if (position == _runs.Length || _runs[position] != layer)
            return null;

        var groups = new int[channels];
        var filled = 0;
        for (; position < _runs.Length && _runs[position] == layer; position += 4)
        {
            var (count, first, repeat) = (_runs[position + 1], _runs[position + 2], _runs[position + 3]);
            if (count < 1 || repeat < 1 || count > channels - filled || first < Bias || (first >= 0 && first + ((count - 1) / repeat) >= Count))
                throw new ArgumentException(
                    $"Layer {layer} has the run ({count}, {first}, {repeat}), which its {channels} channels and the {Count} groups do not have room for.");
            for (var i = 0; i < count; i++)
            {
                groups[filled++] = first < 0 ? first : first + (i / repeat);
            }
        }

        return filled == channels
            ? groups
            : throw new ArgumentException($"The runs of layer {layer} have {filled} channels, but it has {channels}.");
    }

    internal bool EndsAt(int position) => position == _runs.Length;
}
