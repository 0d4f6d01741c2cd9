using System;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Cpu;

public static unsafe partial class Maps
{
    /// <summary>Sorts each group of groupSize consecutive channels in descending order, position by position. The result may be the operand.</summary>
    public static void SortGroups(in Run run, Map from, Map to, int groupSize)
    {
        from.CheckSame(to, nameof(to));
        if (groupSize < 1 || from.Channels % groupSize != 0)
        {
            throw new ArgumentException($"Groups of {groupSize} do not divide the channels of {from}.", nameof(groupSize));
        }

        RankJob job = new(run, from, to, groupSize, groupSize);
        WorkerPool.Shared.For(run.Threads, run.Images * from.Height, Cost(run, from) * (long)Math.Ceiling(Math.Log2(groupSize + 1)), &RankJob.Execute, &job);
    }

    /// <summary>The largest channels of each position in descending order, as many as <paramref name="to"/> has channels.</summary>
    public static void TopK(in Run run, Map from, Map to)
    {
        new Map(0, Math.Min(from.Channels, to.Channels), from.Height, from.Width, 0).CheckSame(to, nameof(to));
        RankJob job = new(run, from, to, from.Channels, to.Channels);
        WorkerPool.Shared.For(run.Threads, run.Images * from.Height, Cost(run, from) * (long)Math.Ceiling(Math.Log2(to.Channels + 1)), &RankJob.Execute, &job);
    }

    /// <summary>
    /// The `keep` largest of every `group` channels, in a heap whose smallest value is its root and which lies in the
    /// result itself. One row of one sample a chunk.
    /// </summary>
    private readonly struct RankJob(in Run run, Map from, Map to, int group, int keep)
    {
        private readonly float* _source = run.At(from), _target = run.At(to);
        private readonly nint _stride = run.Stride;
        private readonly Map _from = from, _to = to;
        private readonly int _group = group, _keep = keep;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(RankJob*)state;
            var (image, row) = Math.DivRem(chunk, job._from.Height);
            var source = job._source + (image * job._stride) + (row * job._from.Row);
            var target = job._target + (image * job._stride) + (row * job._to.Row);
            for (nint c = 0; c < job._from.Width; c++)
            {
                for (var (group, first) = (0, 0); group < job._from.Channels; group += job._group, first += job._keep)
                {
                    Rank(job, source + (c * Map.Lanes), group, new Heap(target + (c * Map.Lanes), job._to, first));
                }
            }

            ClearPadding(target, job._to, job._to.Width);
        }

        private static void Rank(in RankJob job, float* source, int group, Heap heap)
        {
            for (var i = 0; i < job._keep; i++)
            {
                heap[i] = source[job._from.Lane(group + i)];
            }

            for (var i = (job._keep / 2) - 1; i >= 0; i--)
            {
                heap.Sink(i, job._keep);
            }

            for (var i = job._keep; i < job._group; i++)
            {
                var value = source[job._from.Lane(group + i)];
                if (value > heap[0])
                {
                    heap[0] = value;
                    heap.Sink(0, job._keep);
                }
            }

            // Taking the smallest to the end, again and again, leaves them in descending order.
            for (var last = job._keep - 1; last > 0; last--)
            {
                (heap[0], heap[last]) = (heap[last], heap[0]);
                heap.Sink(0, last);
            }
        }
    }

    /// <summary>Channels first, first + 1, … of one position as a heap, the smallest value at its root.</summary>
    private readonly struct Heap(float* position, Map map, int first)
    {
        private readonly float* _position = position;

        public float this[int index]
        {
            get => _position[map.Lane(first + index)];
            set => _position[map.Lane(first + index)] = value;
        }

        public void Sink(int index, int count)
        {
            var self = this;
            var value = self[index];
            while (true)
            {
                var child = (2 * index) + 1;
                if (child >= count)
                {
                    break;
                }

                if (child + 1 < count && self[child + 1] < self[child])
                {
                    child++;
                }

                if (!(self[child] < value))
                {
                    break;
                }

                self[index] = self[child];
                index = child;
            }

            self[index] = value;
        }
    }
}
