using System;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>Row rows[y] and column columns[x] of a map for each position (y, x) of another: repeats rows and columns, or leaves some out.</summary>
    public static void Stretch(in Run run, Map from, Map to, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        CheckNumbers(rows, to.Height, from.Height, nameof(rows));
        CheckNumbers(columns, to.Width, from.Width, nameof(columns));
        if (from.Channels != to.Channels)
            throw new ArgumentException($"{from} cannot be stretched to {to}.", nameof(to));

        fixed (int* rowNumbers = rows, columnNumbers = columns)
        {
            StretchJob job = new(run, from, to, rowNumbers, columnNumbers);
            WorkerPool.Shared.For(run.Threads, run.Images * to.Blocks, Cost(run, to), &StretchJob.Execute, &job);
        }
    }

    private static void CheckNumbers(ReadOnlySpan<int> numbers, int count, int end, string name)
    {
        if (numbers.Length != count)
            throw new ArgumentException($"There are {numbers.Length} numbers for {count} positions.", name);

        foreach (var number in numbers)
        {
            if ((uint)number >= (uint)end)
                throw new ArgumentOutOfRangeException(name, number, $"Positions are numbered from 0 to {end - 1}.");
        }
    }

    /// <summary>One block of one sample a chunk.</summary>
    private readonly struct StretchJob(in Run run, Map from, Map to, int* rows, int* columns)
    {
        private readonly float* _source = run.At(from), _target = run.At(to);
        private readonly nint _stride = run.Stride;
        private readonly Map _from = from, _to = to;
        private readonly int* _rows = rows, _columns = columns;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(StretchJob*)state;
            var (image, block) = Math.DivRem(chunk, job._to.Blocks);
            var source = job._source + (image * job._stride) + (block * job._from.Block);
            var target = job._target + (image * job._stride) + (block * job._to.Block);
            for (var y = 0; y < job._to.Height; y++, target += job._to.Row)
            {
                // A row that repeats the one above is copied whole.
                if (y > 0 && job._rows[y] == job._rows[y - 1])
                {
                    new ReadOnlySpan<float>(target - job._to.Row, job._to.Width * Map.Lanes).CopyTo(new Span<float>(target, job._to.Width * Map.Lanes));
                    continue;
                }

                var row = source + (job._rows[y] * job._from.Row);
                for (var x = 0; x < job._to.Width;)
                {
                    // Columns side by side are copied together.
                    var first = x++;
                    while (x < job._to.Width && job._columns[x] == job._columns[x - 1] + 1)
                    {
                        x++;
                    }

                    new ReadOnlySpan<float>(row + (job._columns[first] * Map.Lanes), (x - first) * Map.Lanes)
                        .CopyTo(new Span<float>(target + (first * Map.Lanes), (x - first) * Map.Lanes));
                }
            }
        }
    }
}
