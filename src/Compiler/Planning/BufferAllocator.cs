using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Compiler.Planning;

/// <summary>
/// Gives buffers offsets so that those which live at the same time do not overlap: largest first, each into the
/// smallest gap that fits between the buffers it meets. Very many of them go by <see cref="TimelyAllocator"/> instead, as each
/// buffer would be compared with all others.
/// </summary>
public static class BufferAllocator
{
    /// <summary>Buffers that are compared with each other.</summary>
    public const int MostCompared = 4096;

    /// <summary>Places the buffers; the result is in the order of <paramref name="requests"/>, the total is the end of the last one.</summary>
    public static IReadOnlyList<long> Place(IReadOnlyList<BufferRequest> requests, out long total)
    {
        if (requests.Count > MostCompared)
            return TimelyAllocator.Place(requests, out total);

        var offsets = new long[requests.Count];
        var placed = new List<Placed>(requests.Count);
        total = 0;
        foreach (var index in Enumerable.Range(0, requests.Count).OrderByDescending(i => requests[i].Size).ThenBy(i => requests[i].First).ThenBy(i => i))
        {
            var request = requests[index];
            offsets[index] = BestGap(request, placed);
            total = System.Math.Max(total, offsets[index] + request.Size);
            var at = placed.BinarySearch(new(offsets[index], request));
            placed.Insert(at < 0 ? ~at : at, new(offsets[index], request));
        }

        return offsets;
    }

    /// <param name="request">The buffer to place.</param>
    /// <param name="placed">The others, by offset.</param>
    private static long BestGap(BufferRequest request, List<Placed> placed)
    {
        var end = 0L;
        var best = -1L;
        var bestGap = long.MaxValue;
        foreach (var other in placed)
        {
            if (!request.Meets(other.Request))
                continue;

            var gap = other.Offset - end;
            if (gap >= request.Size && gap < bestGap)
            {
                (best, bestGap) = (end, gap);
            }

            end = System.Math.Max(end, other.Offset + other.Request.Size);
        }

        return best >= 0 ? best : end;
    }

    private readonly record struct Placed(long Offset, BufferRequest Request) : System.IComparable<Placed>
    {
        public int CompareTo(Placed other) => Offset.CompareTo(other.Offset);
    }
}
