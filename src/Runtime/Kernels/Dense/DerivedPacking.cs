using System;
using System.Buffers;
using System.Threading.Tasks;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>Packs a matrix whose rows are computed on the way, a panel at a time on each processor: there are never more of them than these.</summary>
internal static class DerivedPacking
{
    private const int PanelRows = 2 * Map.Lanes;

    /// <summary>The floats of <see cref="ConvChannels.Pack"/>.</summary>
    public static unsafe NativeBuffer Pack(DerivedRows rows, int outputs, int inputs, Epilogue epilogue)
    {
        var blocks = (outputs + Map.Lanes - 1) / Map.Lanes;
        var buffer = NativeBuffer.Untouched((long)blocks * Map.Lanes * inputs);
        var factors = epilogue.ScaleFactors.ToArray();
        Parallel.For(0, (blocks + 1) / 2, panel =>
        {
            var room = ArrayPool<float>.Shared.Rent(PanelRows * inputs);
            var first = panel * PanelRows;
            var count = Math.Min(PanelRows, outputs - first);
            var lanes = ConvChannels.PanelBlocks(blocks, panel) * Map.Lanes;
            var values = room.AsSpan(0, count * inputs);
            rows(first, values);

            ConvChannels channels = new(count, inputs, groups: 1, planar: true);
            var order = WeightOrder.OutFirst(count, inputs, 1, 1);
            var target = buffer.Pointer + ((nint)first * inputs);
            for (var input = 0; input < inputs; input++, target += lanes)
            {
                channels.PackLanes(new Span<float>(target, lanes), values, factors.AsSpan(first, count), order, 0, 0, input, 0, 0);
            }

            ArrayPool<float>.Shared.Return(room);
        });
        return buffer;
    }
}
