using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>Packs the weights of a convolution or of a fully connected layer, a panel a chunk, on all processors: most of what loading a model takes.</summary>
internal unsafe struct ConvPacking
{
    private ConvChannels _channels;
    private WeightOrder _order;
    private int _rows, _columns, _length, _scaleCount;
    private float* _weight, _target;
    private double* _factors;

    /// <inheritdoc cref="ConvChannels.Pack"/>
    public static NativeBuffer Pack(
        ConvChannels channels, ReadOnlySpan<float> weight, ReadOnlySpan<double> factors, WeightOrder order, int rows, int columns)
    {
        var inputs = (long)channels.InBlocks * channels.InLanes * rows * columns;
        var panels = (channels.OutBlocks + 1) / 2;
        var size = channels.SuperGroups * channels.OutBlocks * Map.Lanes * inputs;
        var buffer = NativeBuffer.Untouched(size);
        fixed (float* values = weight)
        fixed (double* scale = factors)
        {
            ConvPacking job = new()
            {
                _channels = channels, _order = order, _rows = rows, _columns = columns, _length = weight.Length, _scaleCount = factors.Length,
                _weight = values, _target = buffer.Pointer, _factors = scale,
            };

            // About a nanosecond a float.
            WorkerPool.Shared.For(Environment.ProcessorCount, channels.SuperGroups * panels, size, &Panel, &job);
        }

        return buffer;
    }

    private static void Panel(void* state, int chunk)
    {
        ref readonly var job = ref *(ConvPacking*)state;
        var channels = job._channels;
        var (super, panel) = Math.DivRem(chunk, (channels.OutBlocks + 1) / 2);
        var lanes = ConvChannels.PanelBlocks(channels.OutBlocks, panel) * Map.Lanes;
        var weight = new ReadOnlySpan<float>(job._weight, job._length);
        var factors = new ReadOnlySpan<double>(job._factors, job._scaleCount);
        var firstOut = 2 * panel * Map.Lanes;
        var taps = job._rows * job._columns;
        var inputs = (long)channels.InBlocks * channels.InLanes * taps;
        var target = job._target + ((((long)super * channels.OutBlocks * Map.Lanes) + firstOut) * inputs);
        for (var block = 0; block < channels.InBlocks; block++)
        {
            for (var tap = 0; tap < taps; tap++)
            {
                var (row, column) = Math.DivRem(tap, job._columns);
                for (var lane = 0; lane < channels.InLanes; lane++, target += lanes)
                {
                    var channel = (block * channels.InLanes) + lane;
                    channels.PackLanes(new Span<float>(target, lanes), weight, factors, job._order, super, firstOut, channel, row, column);
                }
            }
        }
    }
}
