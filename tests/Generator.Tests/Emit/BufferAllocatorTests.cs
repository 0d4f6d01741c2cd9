using System;
using System.Linq;
using NetSpec.Compiler.Planning;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

public sealed class BufferAllocatorTests
{
    [Fact]
    public void Buffers_that_do_not_meet_share_memory()
    {
        var offsets = BufferAllocator.Place([new(64, 0, 1), new(32, 2, 3), new(32, 2, 4)], out var total);

        Assert.Equal([0, 0, 32], offsets);
        Assert.Equal(64, total);
    }

    [Fact]
    public void The_smallest_gap_that_fits_is_taken()
    {
        // A gap of 48 at 100 and one of 16 at 164 are free at time 5; 16 floats go into the second.
        BufferRequest[] requests = [new(100, 0, 9), new(48, 0, 4), new(16, 0, 9), new(16, 0, 4), new(8, 0, 9), new(16, 5, 9)];
        var offsets = BufferAllocator.Place(requests, out var total);

        Assert.Equal(188, total);
        Assert.True(offsets[5] + 16 <= total);
        Assert.All(Enumerable.Range(0, requests.Length), i => Apart(requests, offsets, i));
    }

    [Fact]
    public void Random_lives_never_overlap_and_waste_little()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var requests = Enumerable.Range(0, random.Next(1, 60)).Select(_ =>
            {
                var first = random.Next(50);
                return new BufferRequest(16 * random.Next(1, 200), first, first + random.Next(8));
            }).ToList();
            var offsets = BufferAllocator.Place(requests, out var total);

            Assert.All(Enumerable.Range(0, requests.Count), i => Apart(requests, offsets, i));
            var least = Enumerable.Range(0, 60).Max(time => requests.Where(r => r.First <= time && time <= r.Last).Sum(r => r.Size));
            Assert.InRange(total, least, 2 * least);
        }
    }

    private static void Apart(System.Collections.Generic.IReadOnlyList<BufferRequest> requests, System.Collections.Generic.IReadOnlyList<long> offsets, int i)
    {
        for (var j = 0; j < i; j++)
        {
            Assert.False(requests[i].Meets(requests[j]) && offsets[i] < offsets[j] + requests[j].Size && offsets[j] < offsets[i] + requests[i].Size);
        }
    }
}
