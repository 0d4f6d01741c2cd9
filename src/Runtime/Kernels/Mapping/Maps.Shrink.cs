using System;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>
    /// At each position the sum over the positions (y, x) of another map with row rows[y] and column columns[x]: the adjoint
    /// of repeating rows and columns, or leaving some out.
    /// </summary>
    public static void Shrink(in Run run, Map from, Map to, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        CheckPositions(rows, from.Height, to.Height, nameof(rows));
        CheckPositions(columns, from.Width, to.Width, nameof(columns));
        if (from.Channels != to.Channels)
        {
            throw new ArgumentException($"{from} cannot shrink to {to}.", nameof(to));
        }

        fixed (int* rowNumbers = rows, columnNumbers = columns)
        {
            ShrinkJob job = new(run, from, to, rowNumbers, columnNumbers);
            WorkerPool.Shared.For(run.Threads, run.Images * to.Blocks, Cost(run, from), Levels.Body<Kernel>(run.Simd), &job);
        }
    }

    private static void CheckPositions(ReadOnlySpan<int> numbers, int count, int end, string name)
    {
        if (numbers.Length != count)
        {
            throw new ArgumentException($"There are {numbers.Length} numbers for {count} positions.", name);
        }

        foreach (var number in numbers)
        {
            if ((uint)number >= (uint)end)
            {
                throw new ArgumentOutOfRangeException(name, number, $"Positions are numbered from 0 to {end - 1}.");
            }
        }
    }

    /// <summary>One block of one sample a chunk.</summary>
    private readonly struct ShrinkJob(in Run run, Map from, Map to, int* rows, int* columns)
    {
        private readonly float* _source = run.At(from), _target = run.At(to);
        private readonly nint _stride = run.Stride;
        private readonly Map _from = from, _to = to;
        private readonly int* _rows = rows, _columns = columns;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Execute<TLanes>(void* state, int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            ref readonly var job = ref *(ShrinkJob*)state;
            var (image, block) = Math.DivRem(chunk, job._to.Blocks);
            var source = job._source + (image * job._stride) + (block * job._from.Block);
            var target = job._target + (image * job._stride) + (block * job._to.Block);
            for (var y = 0; y < job._to.Height; y++)
            {
                new Span<float>(target + (y * job._to.Row), job._to.Width * Map.Lanes).Clear();
            }

            var columns = job._columns;
            var width = job._from.Width;
            for (var y = 0; y < job._from.Height; y++, source += job._from.Row)
            {
                var row = target + (job._rows[y] * job._to.Row);
                for (var x = 0; x < width;)
                {
                    // Columns of one number stand side by side and are summed before they are added.
                    var column = columns[x];
                    var sum = TLanes.Load(source + ((nint)x * Map.Lanes));
                    for (x++; x < width && columns[x] == column; x++)
                    {
                        sum = TLanes.Add(sum, TLanes.Load(source + ((nint)x * Map.Lanes)));
                    }

                    var at = row + ((nint)column * Map.Lanes);
                    TLanes.Add(TLanes.Load(at), sum).Store(at);
                }
            }
        }
    }

    private readonly struct Kernel : ILaneKernel
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &ShrinkJob.Execute<TLanes>;
    }
}
