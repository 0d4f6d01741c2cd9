using System;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Cpu;

/// <summary>Sums of costs [groups][outer][channels][inner] over the positions before and behind a channel; one channel a chunk.</summary>
internal unsafe struct ChannelTotalJob
{
    public float* Entering, Costs;
    public int Outer, Channels, Inner;

    private const int Stretch = 512;

    private const long FloatsPerNanosecond = 4;

    public void Run(in Run run, int groups)
    {
        fixed (ChannelTotalJob* job = &this)
        {
            WorkerPool.Shared.For(run.Threads, groups * Channels, (long)groups * Outer * Channels * Inner / FloatsPerNanosecond, &Execute, job);
        }
    }

    private static void Execute(void* state, int index)
    {
        ref readonly var job = ref *(ChannelTotalJob*)state;
        var (group, channel) = Math.DivRem(index, job.Channels);
        var total = 0.0;
        for (nint outer = 0; outer < job.Outer; outer++)
        {
            total += Sum(new ReadOnlySpan<float>(job.Entering + ((((((nint)group * job.Outer) + outer) * job.Channels) + channel) * job.Inner), job.Inner));
        }

        job.Costs[index] = (float)total;
    }

    /// <summary>A sum of floats over short stretches, and of doubles over those: rounding errors stay those of a stretch.</summary>
    private static double Sum(ReadOnlySpan<float> values)
    {
        var total = 0.0;
        while (!values.IsEmpty)
        {
            var stretch = values[..Math.Min(values.Length, Stretch)];
            values = values[stretch.Length..];
            var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (; stretch.Length >= 16; stretch = stretch[16..])
            {
                even += Vector256.Create(stretch);
                odd += Vector256.Create(stretch[8..]);
            }

            total += Vector256.Sum(even + odd);
            foreach (var value in stretch)
            {
                total += value;
            }
        }

        return total;
    }
}
