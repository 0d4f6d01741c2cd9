namespace NetSpec.Runtime.Kernels.Pooling;

/// <summary>Selection by rank in large windows.</summary>
internal unsafe partial struct PoolJob
{
    /// <summary>
    /// Goes down from the largest value of a window, value by value, until as many positions as k are at least as large:
    /// no memory, whatever k is. NaNs come before all numbers.
    /// </summary>
    private static void KthLargestByRank(in PoolJob job, int chunk)
    {
        var source = job.Source(chunk);
        var target = job.Target(chunk);
        var (start, end) = job.Band(chunk);
        for (var y = start; y < end; y++)
        {
            var (top, bottom) = job.Rows(y);
            for (var x = 0; x < job._to.Width; x++)
            {
                var (left, right) = job.Columns(x);
                Rank(source + (top * job._from.Row) + (left * Map.Lanes), job._from.Row, bottom - top, right - left, job.K,
                    target + (y * job._to.Row) + ((nint)x * Map.Lanes));
            }
        }
    }

    private static void Rank(float* first, nint row, nint height, nint width, int k, float* output)
    {
        for (var lane = 0; lane < Map.Lanes; lane++)
        {
            output[lane] = new LaneWindow(first + lane, row, height, width).KthLargest(k);
        }
    }

    /// <summary>One lane of a window.</summary>
    private readonly struct LaneWindow(float* first, nint row, nint height, nint width)
    {
        private readonly float* _first = first;

        public float KthLargest(int k)
        {
            k -= CountNaN();
            if (k <= 0)
            {
                return float.NaN;
            }

            var bound = float.PositiveInfinity;
            while (CountAtLeast(bound) < k && bound > float.NegativeInfinity)
            {
                bound = LargestBelow(bound);
            }

            return bound;
        }

        private float LargestBelow(float limit)
        {
            var best = float.NegativeInfinity;
            for (nint r = 0; r < height; r++)
            {
                for (nint c = 0; c < width; c++)
                {
                    var value = _first[(r * row) + (c * Map.Lanes)];
                    best = value < limit && value > best ? value : best;
                }
            }

            return best;
        }

        private int CountNaN()
        {
            var count = 0;
            for (nint r = 0; r < height; r++)
            {
                for (nint c = 0; c < width; c++)
                {
                    count += float.IsNaN(_first[(r * row) + (c * Map.Lanes)]) ? 1 : 0;
                }
            }

            return count;
        }

        private int CountAtLeast(float limit)
        {
            var count = 0;
            for (nint r = 0; r < height; r++)
            {
                for (nint c = 0; c < width; c++)
                {
                    count += _first[(r * row) + (c * Map.Lanes)] >= limit ? 1 : 0;
                }
            }

            return count;
        }
    }
}
