using System;

namespace NetSpec.Runtime.Kernels.Mapping;

/// <summary>
/// The `keep` largest of every `group` channels in descending order, NaN before numbers, by a heap whose smallest value is
/// its root. One row of one sample a chunk.
/// </summary>
internal readonly unsafe struct RankJob(in Run run, Map from, Map to, int group, int keep)
{
    // Up to here the heap lies on the stack; above, in the result itself.
    private const int MaxOnStack = 512;

    private readonly float* _source = run.At(from), _target = run.At(to);
    private readonly nint _stride = run.Stride, _fromBlock = from.Block, _toBlock = to.Block;
    private readonly Map _from = from, _to = to;
    private readonly int _group = group, _keep = keep;

    public static void Execute(void* state, int chunk)
    {
        ref readonly var job = ref *(RankJob*)state;
        var (image, row) = Math.DivRem(chunk, job._from.Height);
        var source = job._source + (image * job._stride) + (row * job._from.Row);
        var target = job._target + (image * job._stride) + (row * job._to.Row);
        Maps.ClearPadding(target, job._to, job._to.Width);
        var values = stackalloc float[job._keep <= MaxOnStack ? job._keep : 0];
        for (nint c = 0; c < job._from.Width; c++, source += Map.Lanes, target += Map.Lanes)
        {
            for (var (group, first) = (0, 0); group < job._from.Channels; group += job._group, first += job._keep)
            {
                if (job._keep > MaxOnStack)
                {
                    job.Rank(source, group, new ChannelHeap(target, job._toBlock, first));
                    continue;
                }

                // One stretch of memory is a block as long as can be.
                job.Rank(source, group, new ChannelHeap(values, Map.Lanes, 0));
                for (var i = 0; i < job._keep; i++)
                {
                    *At(target, job._toBlock, first + i) = values[i];
                }
            }
        }
    }

    private static float* At(float* position, nint block, int channel) => position + ((channel / Map.Lanes) * block) + (channel % Map.Lanes);

    private void Rank(float* source, int group, ChannelHeap heap)
    {
        // NaNs are ranked as infinities, and take the places before those in the end.
        var nans = 0;
        for (var i = 0; i < _keep; i++)
        {
            heap[i] = OrInfinity(*At(source, _fromBlock, group + i), ref nans);
        }

        for (var i = (_keep / 2) - 1; i >= 0; i--)
        {
            heap.Sink(i, _keep);
        }

        for (var i = _keep; i < _group; i++)
        {
            var value = OrInfinity(*At(source, _fromBlock, group + i), ref nans);
            if (value > heap[0])
            {
                heap[0] = value;
                heap.Sink(0, _keep);
            }
        }

        // Taking the smallest to the end, again and again, leaves them in descending order.
        for (var last = _keep - 1; last > 0; last--)
        {
            (heap[0], heap[last]) = (heap[last], heap[0]);
            heap.Sink(0, last);
        }

        for (var i = Math.Min(nans, _keep) - 1; i >= 0; i--)
        {
            heap[i] = float.NaN;
        }
    }

    private static float OrInfinity(float value, ref int nans)
    {
        if (!float.IsNaN(value))
        {
            return value;
        }

        nans++;
        return float.PositiveInfinity;
    }
}
