using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution;

namespace NetSpec.Runtime.Kernels.Costs;

/// <summary>
/// Brings rows of sums, which stand in the order of packed weights (input block, tap, input lane), into the order of the
/// weight tensor (output channel, input channel, tap).
/// </summary>
internal readonly unsafe struct CostOrder
{
    private readonly WeightOrder _tensor;
    private readonly int _outPerGroup, _inPerGroup, _merged, _inLanes, _taps, _columns;

    public CostOrder(IConvShape s)
    {
        _outPerGroup = s.OutChannels / s.Groups;
        _inPerGroup = s.InChannels / s.Groups;
        _merged = new ConvChannels(s.OutChannels, s.InChannels, s.Groups, s.InPlanar).GroupsTogether;
        _inLanes = s.InPlanar ? 1 : Map.Lanes;
        _columns = s.KernelWidth;
        _taps = s.KernelHeight * s.KernelWidth;
        _tensor = WeightOrder.OutFirst(_outPerGroup, _inPerGroup, s.KernelHeight, s.KernelWidth);
    }

    /// <summary>Stores the rows of one or two blocks of output channels of a super-group.</summary>
    /// <param name="simd">The vector width.</param>
    /// <param name="sums">The rows.</param>
    /// <param name="super">The super-group.</param>
    /// <param name="outBlock">The first block in it.</param>
    /// <param name="blocks">Blocks.</param>
    /// <param name="first">The first row's place in the panel.</param>
    /// <param name="count">Rows.</param>
    /// <param name="costs">The whole tensor.</param>
    public void Store(SimdLevel simd, float* sums, int super, int outBlock, int blocks, nint first, nint count, float* costs)
    {
        var perBlock = (nint)_taps * _inLanes;
        var whole = _inLanes == 1 || (first % perBlock == 0 && count % perBlock == 0);
        for (var block = 0; block < blocks; block++)
        {
            var firstOut = (outBlock + block) * Map.Lanes;
            var channels = Math.Min(Map.Lanes, (_outPerGroup * _merged) - firstOut);
            var source = sums + (block * Map.Lanes);
            nint row = blocks * Map.Lanes;
            if (_merged > 1 || !whole)
            {
                Scatter(source, row, super, firstOut, channels, first, count, costs);
                continue;
            }

            var target = costs + _tensor.At(super, firstOut, 0, 0, 0);
            if (_inLanes == 1)
            {
                Stretch(simd, source, row, 1, count, target + first, channels);
                continue;
            }

            for (nint done = 0; done < count; done += perBlock)
            {
                var inChannel = (int)((first + done) / _taps);
                var inChannels = Math.Min(Map.Lanes, _inPerGroup - inChannel);
                Stretch(simd, source + (done * row), row, Map.Lanes, (nint)inChannels * _taps, target + ((nint)inChannel * _taps), channels);
            }
        }
    }

    /// <summary>Costs that are consecutive for each output channel: the taps of one input lane, then those of the next.</summary>
    private void Stretch(SimdLevel simd, float* source, nint row, int inLanes, nint count, float* target, int channels)
    {
        nint taps = inLanes == 1 ? count : _taps;
        var rows = stackalloc nint[Map.Lanes];
        nint lane = 0, tap = 0;
        for (nint i = 0; i < count; i += Map.Lanes)
        {
            var some = (int)Math.Min(Map.Lanes, count - i);
            for (var r = 0; r < some; r++)
            {
                rows[r] = ((tap * inLanes) + lane) * row;
                if (++tap == taps)
                {
                    (tap, lane) = (0, lane + 1);
                }
            }

            LaneTranspose.Store(simd, source, rows, some, target + i, (nint)_tensor.Out, channels);
        }
    }

    /// <summary>Cost by cost: for merged groups, most of whose products have no weight, and for parts of large kernels.</summary>
    private void Scatter(float* source, nint row, int super, int firstOut, int channels, nint first, nint count, float* costs)
    {
        for (nint r = 0; r < count; r++)
        {
            var (tapIndex, lane) = Math.DivRem(first + r, _inLanes);
            var (inBlock, tap) = Math.DivRem(tapIndex, _taps);
            var inChannel = (int)((inBlock * _inLanes) + lane);
            var group = inChannel / _inPerGroup;
            for (var c = 0; c < channels; c++)
            {
                if ((firstOut + c) / _outPerGroup == group && group < _merged)
                {
                    var at = _tensor.At(
                        (super * _merged) + group, (firstOut + c) % _outPerGroup, inChannel % _inPerGroup, (int)tap / _columns, (int)tap % _columns);
                    costs[at] = source[(r * row) + c];
                }
            }
        }
    }
}
