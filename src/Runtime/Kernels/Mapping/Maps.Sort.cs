using System;
using System.Numerics;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Mapping;

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

        if (groupSize == 2)
        {
            PairSortJob.Run(run, from, to, Cost(run, from));
            return;
        }

        Rank(run, from, to, groupSize, groupSize);
    }

    /// <summary>The largest channels of each position in descending order, as many as <paramref name="to"/> has channels.</summary>
    public static void TopK(in Run run, Map from, Map to)
    {
        new Map(0, Math.Min(from.Channels, to.Channels), from.Height, from.Width, 0).CheckSame(to, nameof(to));
        Rank(run, from, to, from.Channels, to.Channels);
    }

    private static void Rank(in Run run, Map from, Map to, int group, int keep)
    {
        RankJob job = new(run, from, to, group, keep);
        var nanoseconds = 2L * from.Size * run.Images * BitOperations.Log2((uint)keep + 1);
        WorkerPool.Shared.For(run.Threads, run.Images * from.Height, nanoseconds, &RankJob.Execute, &job);
    }
}
