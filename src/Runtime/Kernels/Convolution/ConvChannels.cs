using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// How the channels of a convolution are cut. Groups are merged into super-groups of whole blocks on both sides, whose
/// weights are block-diagonal; groups of whole blocks stay alone. When no merging gives whole blocks, one super-group
/// has all channels, and its last blocks may be ragged.
/// </summary>
internal readonly struct ConvChannels
{
    private const int Lanes = Map.Lanes;

    private readonly int _outPerGroup, _inPerGroup, _merged;
    private readonly bool _planar;

    public ConvChannels(int outChannels, int inChannels, int groups, bool planar)
    {
        _outPerGroup = outChannels / groups;
        _inPerGroup = inChannels / groups;
        _planar = planar;
        _merged = groups;
        for (var merged = 1; merged < groups && !planar; merged++)
        {
            if (groups % merged == 0 && (long)merged * _outPerGroup % Lanes == 0 && (long)merged * _inPerGroup % Lanes == 0)
            {
                _merged = merged;
                break;
            }
        }

        SuperGroups = groups / _merged;
    }

    public int SuperGroups { get; }

    /// <summary>Groups of a super-group.</summary>
    public int GroupsTogether => _merged;

    /// <summary>Blocks of input channels of a super-group; channels themselves when the input is planar.</summary>
    public int InBlocks => _planar ? _inPerGroup * _merged : ((_inPerGroup * _merged) + Lanes - 1) / Lanes;

    /// <summary>Input channels of a block.</summary>
    public int InLanes => _planar ? 1 : Lanes;

    /// <summary>Blocks of output channels of a super-group.</summary>
    public int OutBlocks => ((_outPerGroup * _merged) + Lanes - 1) / Lanes;

    /// <summary>Blocks of output channels that one panel of weights makes: two, and one at an odd end.</summary>
    public static int PanelBlocks(int outBlocks, int panel) => Math.Min(2, outBlocks - (2 * panel));

    /// <summary>
    /// Packs [super-group][32 output channels][input block][row][column][input lane][output lane], each weight multiplied
    /// by its channel's factor. The last panel of an odd number of blocks is 16 lanes wide.
    /// </summary>
    public NativeBuffer Pack(ReadOnlySpan<float> weight, ReadOnlySpan<double> factors, WeightOrder order, int rows, int columns) =>
        ConvPacking.Pack(this, weight, factors, order, rows, columns);

    /// <summary>One channel of the input with the channels of the result from <paramref name="firstOut"/> on, side by side; zero where no weight is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PackLanes(Span<float> lanes, ReadOnlySpan<float> weight, ReadOnlySpan<double> factors, WeightOrder order, int super, int firstOut,
        int inChannel, int row, int column)
    {
        lanes.Clear();
        if (inChannel >= _inPerGroup * _merged)
        {
            return;
        }

        var group = inChannel / _inPerGroup;
        var first = Math.Max(firstOut, group * _outPerGroup);
        var count = Math.Min(firstOut + lanes.Length, (group + 1) * _outPerGroup) - first;
        if (count <= 0)
        {
            return;
        }

        lanes = lanes.Slice(first - firstOut, count);
        var scale = factors.Slice((super * _merged * _outPerGroup) + first, count);
        var at = checked((int)order.At((super * _merged) + group, first - (group * _outPerGroup), inChannel % _inPerGroup, row, column));
        for (var lane = 0; lane < lanes.Length; lane++, at += (int)order.Out)
        {
            lanes[lane] = (float)(weight[at] * scale[lane]);
        }
    }
}
