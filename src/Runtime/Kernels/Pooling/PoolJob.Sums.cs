using System;

namespace NetSpec.Runtime.Kernels.Pooling;

/// <summary>Sums over windows, divided by powers of how many positions each window has.</summary>
internal unsafe partial struct PoolJob
{
    /// <summary>Multiplies the sums of one block by count^-q.</summary>
    public static void DivideByCounts(void* state, int chunk)
    {
        ref readonly var job = ref *(PoolJob*)state;
        var target = job.Target(chunk);
        var (last, factor) = (-1L, 0f);
        for (var y = 0; y < job._to.Height; y++)
        {
            for (var x = 0; x < job._to.Width; x++)
            {
                var count = job.Count(y, x);
                if (count != last)
                {
                    // Windows come in a few sizes, and neighbours mostly have the same.
                    (last, factor) = (count, (float)Math.Pow(Math.Max(1, count), -job.Exponent));
                }

                foreach (ref var value in new Span<float>(target + (y * job._to.Row) + ((nint)x * Map.Lanes), Map.Lanes))
                {
                    value *= factor;
                }
            }
        }
    }

    private readonly long Count(int y, int x)
    {
        if (CountIncludePad)
            return PaddedCount(y, x);

        var (top, bottom) = IsAdaptive ? Share(y, _from.Height, _to.Height) : Rows(y);
        var (left, right) = IsAdaptive ? Share(x, _from.Width, _to.Width) : Columns(x);
        return (bottom - top) * (right - left);
    }
}
