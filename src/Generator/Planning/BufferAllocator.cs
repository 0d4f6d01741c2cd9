using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Generator.Planning;

/// <summary>
/// Gives buffers offsets so that those which live at the same time do not overlap: largest first, each into the
/// smallest gap that fits between the buffers it meets.
/// </summary>
public static class BufferAllocator
{
    /// <summary>Places the buffers; the result is in the order of <paramref name="requests"/>, the total is the end of the last one.</summary>
    public static IReadOnlyList<long> Place(IReadOnlyList<BufferRequest> requests, out long total)
    {
        var offsets = new long[requests.Count];
        var timeline = new Dictionary<int, List<int>>();
        total = 0;
        foreach (var index in Enumerable.Range(0, requests.Count).OrderByDescending(i => requests[i].Size).ThenBy(i => requests[i].First).ThenBy(i => i))
        {
            var request = requests[index];
            var occupied = new HashSet<int>();
            for (var time = request.First; time <= request.Last; time++)
            {
                if (!timeline.TryGetValue(time, out var live))
                {
                    timeline.Add(time, live = []);
                }

                occupied.UnionWith(live);
                live.Add(index);
            }

            offsets[index] = BestGap(request.Size, occupied.OrderBy(other => offsets[other]).ThenBy(other => other), requests, offsets);
            total = System.Math.Max(total, offsets[index] + request.Size);
        }

        return offsets;
    }

    private static long BestGap(long size, IEnumerable<int> occupied, IReadOnlyList<BufferRequest> requests, long[] offsets)
    {
        var end = 0L;
        var best = -1L;
        var bestGap = long.MaxValue;
        foreach (var other in occupied)
        {
            var gap = offsets[other] - end;
            if (gap >= size && gap < bestGap)
            {
                (best, bestGap) = (end, gap);
            }

            end = System.Math.Max(end, offsets[other] + requests[other].Size);
        }

        return best >= 0 ? best : end;
    }
}
