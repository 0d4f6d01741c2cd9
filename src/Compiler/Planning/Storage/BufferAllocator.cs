using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Compiler.Planning.Storage;

/// <summary>
/// Gives buffers offsets so that those which live at the same time do not overlap: largest first, each into the
/// smallest gap that fits between the buffers it meets. Where very many live at the same time, it is by
/// <see cref="TimelyAllocator"/> instead, as each buffer is compared with all that it meets.
/// </summary>
internal static class BufferAllocator
{
    /// <summary>Pairs of buffers that are compared: what 4,096 that all live at the same time have.</summary>
    public const long MostPairs = 1 << 23;

    // A list in order is read through where sorting a part of it would take longer.
    private const int SortedShare = 16;

    /// <summary>Places the buffers; the result is in the order of <paramref name="requests"/>, the total is the end of the last one.</summary>
    public static IReadOnlyList<long> Place(IReadOnlyList<BufferRequest> requests, out long total)
    {
        if (CountPairs(requests) > MostPairs)
            return TimelyAllocator.Place(requests, out total);

        var offsets = new long[requests.Count];
        var times = new BufferTimes(requests);
        var placed = new List<int>(requests.Count);
        var met = new List<int>();
        var byOffset = Comparer<int>.Create((a, b) => offsets[a].CompareTo(offsets[b]));
        total = 0;
        foreach (var index in Enumerable.Range(0, requests.Count).OrderByDescending(i => requests[i].Size).ThenBy(i => requests[i].First).ThenBy(i => i))
        {
            met.Clear();
            times.Meeting(requests[index], met);
            if (met.Count > placed.Count / SortedShare)
            {
                met.Clear();
                met.AddRange(placed.Where(other => requests[other].Meets(requests[index])));
            }
            else
            {
                met.Sort(byOffset);
            }

            offsets[index] = BestGap(requests, offsets, index, met);
            total = Math.Max(total, offsets[index] + requests[index].Size);
            var at = placed.BinarySearch(index, byOffset);
            placed.Insert(at < 0 ? ~at : at, index);
            times.Add(index);
        }

        return offsets;
    }

    /// <summary>How many pairs of buffers live at the same time.</summary>
    public static long CountPairs(IReadOnlyList<BufferRequest> requests)
    {
        var ends = requests.Select(request => request.Last).OrderBy(last => last).ToArray();
        var (pairs, ended, begun) = (0L, 0, 0);
        foreach (var first in requests.Select(request => request.First).OrderBy(first => first))
        {
            for (; ends[ended] < first; ended++)
            {
            }

            pairs += begun++ - ended;
        }

        return pairs;
    }

    /// <param name="requests">All buffers.</param>
    /// <param name="offsets">Those of the buffers that are placed.</param>
    /// <param name="index">The buffer to place.</param>
    /// <param name="met">The placed ones that it meets, by offset.</param>
    private static long BestGap(IReadOnlyList<BufferRequest> requests, long[] offsets, int index, List<int> met)
    {
        var size = requests[index].Size;
        var end = 0L;
        var best = -1L;
        var bestGap = long.MaxValue;
        foreach (var other in met)
        {
            var gap = offsets[other] - end;
            if (gap >= size && gap < bestGap)
            {
                (best, bestGap) = (end, gap);
            }

            end = Math.Max(end, offsets[other] + requests[other].Size);
        }

        return best >= 0 ? best : end;
    }
}
