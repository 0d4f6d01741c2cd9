using System;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>
    /// A map with zeros around it: channel c, row y and column x of <paramref name="to"/> are channel c − front, row
    /// y − top and column x − left of <paramref name="from"/> where there are such, and 0 elsewhere. With numbers below
    /// zero, or a smaller map to fill, part of the operand is left out.
    /// </summary>
    /// <param name="run">The pass.</param>
    /// <param name="from">The operand.</param>
    /// <param name="to">The result; its shape says what is behind, below and to the right.</param>
    /// <param name="front">Channels before the operand's first.</param>
    /// <param name="top">Rows above the operand's first.</param>
    /// <param name="left">Columns before the operand's first.</param>
    public static void Pad(in Run run, Map from, Map to, int front, int top, int left)
    {
        PadJob job = new(run, from, to, front, top, left);
        WorkerPool.Shared.For(run.Threads, run.Images * to.Height, Cost(run, to), &PadJob.Execute, &job);
    }

    /// <summary>One row of one sample a chunk.</summary>
    private struct PadJob(in Run run, Map from, Map to, int front, int top, int left)
    {
        private readonly float* _source = run.At(from), _target = run.At(to);
        private readonly nint _stride = run.Stride;
        private readonly Map _from = from, _to = to;

        public static void Execute(void* state, int chunk)
        {
            ref readonly var job = ref *(PadJob*)state;
            var (image, row) = Math.DivRem(chunk, job._to.Height);
            job.Fill(image, row);
        }

        private readonly void Fill(int image, int row)
        {
            var target = _target + (image * _stride) + (row * _to.Row);
            var (first, last) = (Math.Max(left, 0), (int)Math.Min(_to.Width, (long)_from.Width + left));
            if (row < top || row - (long)top >= _from.Height || last <= first)
            {
                for (var block = 0; block < _to.Blocks; block++)
                {
                    Clear(target + (block * _to.Block), 0, _to.Width);
                }

                return;
            }

            var source = _source + (image * _stride) + ((row - top) * _from.Row) + ((nint)(first - left) * Map.Lanes);
            if (front % Map.Lanes == 0)
                Blocks(source, target, first, last);
            else
                Channels(source, target, first, last);
        }

        /// <summary>Whole blocks lie in whole blocks.</summary>
        private readonly void Blocks(float* source, float* target, int first, int last)
        {
            for (var block = 0; block < _to.Blocks; block++)
            {
                var to = target + (block * _to.Block);
                var from = block - (front / Map.Lanes);
                if (from < 0 || from >= _from.Blocks)
                {
                    Clear(to, 0, _to.Width);
                    continue;
                }

                Clear(to, 0, first);
                var length = (last - first) * Map.Lanes;
                new ReadOnlySpan<float>(source + (from * _from.Block), length).CopyTo(new Span<float>(to + ((nint)first * Map.Lanes), length));
                Clear(to, last, _to.Width);
            }

            ClearPadding(target, _to, _to.Width);
        }

        private readonly void Channels(float* source, float* target, int first, int last)
        {
            for (var block = 0; block < _to.Blocks; block++)
            {
                Clear(target + (block * _to.Block), 0, _to.Width);
            }

            var end = (int)Math.Min(_to.Channels, (long)_from.Channels + front);
            for (var channel = Math.Max(front, 0); channel < end; channel++)
            {
                var from = source + _from.Lane(channel - front);
                var to = target + _to.Lane(channel) + ((nint)first * Map.Lanes);
                for (nint c = 0; c < last - first; c++)
                {
                    to[c * Map.Lanes] = from[c * Map.Lanes];
                }
            }
        }

        private static void Clear(float* row, int first, int last) =>
            new Span<float>(row + ((nint)first * Map.Lanes), (last - first) * Map.Lanes).Clear();
    }
}
