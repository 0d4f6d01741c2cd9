using System;
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
    public unsafe NativeBuffer Pack(ReadOnlySpan<float> weight, ReadOnlySpan<double> factors, WeightOrder order, int rows, int columns)
    {
        var buffer = new NativeBuffer((long)SuperGroups * OutBlocks * Lanes * InBlocks * InLanes * rows * columns);
        var target = buffer.Pointer;
        for (var super = 0; super < SuperGroups; super++)
        {
            for (var block = 0; block < OutBlocks; block += 2)
            {
                var lanes = Math.Min(2, OutBlocks - block) * Lanes;
                for (var inBlock = 0; inBlock < InBlocks; inBlock++)
                {
                    for (var tap = 0; tap < rows * columns; tap++)
                    {
                        for (var inLane = 0; inLane < InLanes; inLane++, target += lanes)
                        {
                            PackLanes(new Span<float>(target, lanes), weight, factors, order, super, block * Lanes, (inBlock * InLanes) + inLane, tap / columns,
                                tap % columns);
                        }
                    }
                }
            }
        }

        return buffer;
    }

    private void PackLanes(Span<float> lanes, ReadOnlySpan<float> weight, ReadOnlySpan<double> factors, WeightOrder order, int super, int firstOut,
        int inChannel, int row, int column)
    {
        if (inChannel >= _inPerGroup * _merged)
        {
            return;
        }

        var group = inChannel / _inPerGroup;
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            var outChannel = firstOut + lane;
            if (outChannel / _outPerGroup == group && outChannel < _outPerGroup * _merged)
            {
                var at = order.At((super * _merged) + group, outChannel % _outPerGroup, inChannel % _inPerGroup, row, column);
                lanes[lane] = (float)(weight[checked((int)at)] * factors[(super * _merged * _outPerGroup) + outChannel]);
            }
        }
    }
}
