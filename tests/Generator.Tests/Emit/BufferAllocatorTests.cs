using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Storage;
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

    [Fact]
    public void Those_that_meet_are_found_and_counted()
    {
        var random = new Random(8);
        for (var round = 0; round < 50; round++)
        {
            var requests = Enumerable.Range(0, random.Next(1, 80)).Select(_ => random.Next(40)).Select(first => new BufferRequest(16, first, first + random.Next(1 + random.Next(20)))).ToList();
            var times = new BufferTimes(requests);
            var pairs = 0;
            for (var i = 0; i < requests.Count; i++)
            {
                List<int> found = [];
                times.Meeting(requests[i], found);
                Assert.Equal(Enumerable.Range(0, i).Where(j => requests[j].Meets(requests[i])), found.Order());
                pairs += found.Count;
                times.Add(i);
            }

            Assert.Equal(pairs, BufferAllocator.CountPairs(requests));
        }
    }

    [Fact]
    public void A_long_chain_takes_no_more_memory_than_its_largest_neighbours()
    {
        var requests = Enumerable.Range(0, 50_000).Select(i => new BufferRequest(16 * (1 + (i % 7)), i, i + 1)).ToList();
        BufferAllocator.Place(requests, out var total);

        Assert.Equal(16 * (6 + 7), total);
    }

    private static void Apart(IReadOnlyList<BufferRequest> requests, IReadOnlyList<long> offsets, int i)
    {
        for (var j = 0; j < i; j++)
        {
            Assert.False(requests[i].Meets(requests[j]) && offsets[i] < offsets[j] + requests[j].Size && offsets[j] < offsets[i] + requests[i].Size);
        }
    }
}
