namespace NetSpec.Runtime.Cpu;

/// <summary>Selection by rank in large windows.</summary>
internal unsafe partial struct PoolJob
{
    /// <summary>
    /// Goes down from the largest value of a window, value by value, until as many positions as k are at least as large:
    /// no memory, whatever k is.
    /// </summary>
    private static void KthLargestByRank(in PoolJob job, int chunk)
    {
        var source = job.Source(chunk);
        var target = job.Target(chunk);
        for (var y = 0; y < job._to.Height; y++)
        {
            var (top, bottom) = job.Rows(y);
            for (var x = 0; x < job._to.Width; x++)
            {
                var (left, right) = job.Columns(x);
                for (var lane = 0; lane < Map.Lanes; lane++)
                {
                    LaneWindow window = new(source + (top * job._from.Row) + (left * Map.Lanes) + lane, job._from.Row, bottom - top, right - left);
                    target[(y * job._to.Row) + ((nint)x * Map.Lanes) + lane] = window.KthLargest(job.K);
                }
            }
        }
    }

    /// <summary>One lane of a window.</summary>
    private readonly struct LaneWindow(float* first, nint row, nint height, nint width)
    {
        private readonly float* _first = first;

        public float KthLargest(int k)
        {
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
