using System;
using System.Linq;
using System.Threading;
using NetSpec.Runtime.Threading;
using Xunit;

namespace NetSpec.Runtime.Tests.Threading;

public sealed unsafe class WorkerPoolTests
{
    private const long Much = 1_000_000_000;

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 2)]
    [InlineData(1, 9)]
    [InlineData(3, 4)]
    [InlineData(7, 8)]
    public void Every_chunk_runs_once(int workers, int threads)
    {
        using var pool = new WorkerPool(workers);
        var random = new Random(workers);
        for (var i = 0; i < 3000; i++)
        {
            // Little work a chunk is claimed in groups of chunks.
            var counts = new int[random.Next(0, i % 100 == 0 ? 5000 : 70)];
            fixed (int* state = counts)
            {
                For(pool, threads, counts.Length, i % 3 == 0 ? WorkerPool.WakeNanoseconds : Much, &Count, state);
            }

            Assert.All(counts, c => Assert.Equal(1, c));
        }
    }

    [Fact]
    public void Workers_wake_after_a_pause()
    {
        using var pool = new WorkerPool(2);
        for (var i = 0; i < 30; i++)
        {
            var counts = new int[200];
            fixed (int* state = counts)
            {
                For(pool, 3, counts.Length, Much, &Count, state);
            }

            Assert.All(counts, c => Assert.Equal(1, c));
            Thread.Sleep(i % 4);
        }
    }

    [Fact]
    public void More_chunks_than_a_share_counts_run_too()
    {
        using var pool = new WorkerPool(1);
        var counts = new int[WorkerPool.MaxChunks + 5];
        fixed (int* state = counts)
        {
            For(pool, 2, counts.Length, Much, &Count, state);
        }

        Assert.All(counts, c => Assert.Equal(1, c));
    }

    [Fact]
    public void Concurrent_callers_each_get_their_chunks_done()
    {
        using var pool = new WorkerPool(2);
        var failures = 0;
        var callers = Enumerable.Range(0, 4).Select(n => new Thread(() =>
        {
            for (var i = 0; i < 2000; i++)
            {
                var counts = new int[1 + ((i + n) % 20)];
                fixed (int* state = counts)
                {
                    For(pool, 3, counts.Length, Much, &Count, state);
                }

                if (counts.Any(c => c != 1))
                {
                    Interlocked.Increment(ref failures);
                }
            }
        })).ToList();
        callers.ForEach(c => c.Start());
        callers.ForEach(c => c.Join());
        Assert.Equal(0, failures);
    }

    [Fact]
    public void A_call_from_inside_a_chunk_runs_alone()
    {
        using var pool = new WorkerPool(2);
        Nesting = pool;
        var counts = new int[10];
        fixed (int* state = counts)
        {
            For(pool, 3, 10, Much, &Nested, state);
        }

        Assert.All(counts, c => Assert.Equal(7, c));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_exception_reaches_the_caller_after_the_others_have_ended(int threads)
    {
        using var pool = new WorkerPool(2);
        for (var i = 0; i < 50; i++)
        {
            var counts = new int[40];
            fixed (int* state = counts)
            {
                var pinned = state;
                Assert.Throws<InvalidOperationException>(() => For(pool, threads, 40, Much, &Throwing, pinned));
            }

            Assert.Equal(threads == 1 ? 13 : 39, counts.Sum());

            fixed (int* state = counts)
            {
                Array.Clear(counts);
                For(pool, threads, 40, Much, &Count, state);
            }

            Assert.All(counts, c => Assert.Equal(1, c));
        }
    }

    [Fact]
    public void Little_work_stays_with_the_caller()
    {
        using var pool = new WorkerPool(2);
        var ids = new int[100];
        fixed (int* state = ids)
        {
            For(pool, 3, ids.Length, WorkerPool.ForkNanoseconds - 1, &Identify, state);
        }

        Assert.All(ids, id => Assert.Equal(Environment.CurrentManagedThreadId, id));
    }

    [Fact]
    public void Work_that_is_not_worth_waking_a_worker_stays_with_the_caller()
    {
        using var pool = new WorkerPool(2);
        var ids = new int[100];
        fixed (int* state = ids)
        {
            For(pool, 3, ids.Length, WorkerPool.WakeNanoseconds - 1, &Identify, state);
        }

        Assert.All(ids, id => Assert.Equal(Environment.CurrentManagedThreadId, id));
    }

    [Fact]
    public void Each_thread_has_consecutive_chunks_of_its_own_in_every_call()
    {
        // Nobody can take another's chunk before all have begun: each thread waits in its first.
        using var pool = new WorkerPool(2);
        var first = new int[3];
        for (var i = 0; i < 20; i++)
        {
            Meeting meeting = new() { Threads = 3 };
            var place = new MeetingPlace { Meeting = &meeting };
            pool.For(3, 3, Much, &Meet, &place);
            int[] ids = [meeting.Ids[0], meeting.Ids[1], meeting.Ids[2]];
            Assert.Equal(3, ids.Distinct().Count());
            Assert.Equal([0, 1, 2], [meeting.Slots[0], meeting.Slots[1], meeting.Slots[2]]);
            Assert.Equal(Environment.CurrentManagedThreadId, ids[0]);
            first = i == 0 ? ids : first;
            Assert.Equal(first, ids);
        }
    }

    [Fact]
    public void Threads_of_a_job_have_different_slots_and_a_job_inside_a_chunk_is_its_own_first()
    {
        using var pool = new WorkerPool(2);
        Nesting = pool;
        for (var i = 0; i < 200; i++)
        {
            var slots = new int[1000];
            fixed (int* state = slots)
                For(pool, 3, slots.Length, Much, &KeepSlot, state);

            Assert.All(slots, slot => Assert.InRange(slot, 0, 2));
        }

        Assert.Equal(0, WorkerPool.Slot);
    }

    [Theory]
    [InlineData(4_000L, true)]
    [InlineData(4_000_000L, false)]
    public void The_last_short_chunk_of_a_share_is_its_owners(long microseconds, bool isOwners)
    {
        using var pool = new WorkerPool(1);
        var ids = stackalloc int[5];
        for (var i = 0; i < 5; i++)
        {
            new Span<int>(ids, 5).Clear();
            For(pool, 2, 4, microseconds * 40, &Linger, ids);
            Assert.Equal(Environment.CurrentManagedThreadId, ids[0]);
            Assert.NotEqual(Environment.CurrentManagedThreadId, ids[2]);
            Assert.Equal(isOwners ? ids[2] : ids[0], ids[3]);
        }
    }

    private static void For(WorkerPool pool, int threads, int count, long nanoseconds, delegate*<void*, int, void> body, int* state)
    {
        var ints = new Ints { First = state };
        pool.For(threads, count, nanoseconds, body, &ints);
    }

    private static void KeepSlot(void* state, int index)
    {
        var before = WorkerPool.Slot;
        var inner = stackalloc int[2];
        (inner[0], inner[1]) = (-1, -1);
        For(Nesting!, 3, 2, Much, &InnerSlot, inner);
        ((Ints*)state)->First[index] = inner[0] == 0 && inner[1] == 0 && before == WorkerPool.Slot ? before : -1;
    }

    private static void InnerSlot(void* state, int index) => ((Ints*)state)->First[index] = WorkerPool.Slot;

    private static WorkerPool? Nesting { get; set; }

    private static void Count(void* state, int index) => Interlocked.Increment(ref ((Ints*)state)->First[index]);

    private static void Identify(void* state, int index) => ((Ints*)state)->First[index] = Environment.CurrentManagedThreadId;

    private static void Nested(void* state, int index)
    {
        var inner = stackalloc int[7];
        For(Nesting!, 3, 7, Much, &Count, inner);
        for (var i = 0; i < 7; i++)
        {
            ((Ints*)state)->First[index] += inner[i];
        }
    }

    private static void Throwing(void* state, int index)
    {
        if (index == 13)
        {
            throw new InvalidOperationException();
        }

        Count(state, index);
    }

    /// <summary>The caller's second chunk ends when the worker is in its first, which takes long; the fifth number says that it is.</summary>
    private static void Linger(void* state, int index)
    {
        var ids = ((Ints*)state)->First;
        ids[index] = Environment.CurrentManagedThreadId;
        if (index == 2)
        {
            Volatile.Write(ref ids[4], 1);
            Thread.Sleep(30);
        }
        else if (index == 1)
        {
            SpinWait.SpinUntil(() => Volatile.Read(ref ids[4]) == 1);
        }
    }

    private static void Meet(void* state, int index)
    {
        var meeting = ((MeetingPlace*)state)->Meeting;
        meeting->Ids[index] = Environment.CurrentManagedThreadId;
        meeting->Slots[index] = WorkerPool.Slot;
        Interlocked.Increment(ref meeting->Arrived);
        SpinWait.SpinUntil(() => Volatile.Read(ref meeting->Arrived) == meeting->Threads);
    }

    private struct Meeting
    {
        public int Threads, Arrived;

        public fixed int Ids[3];

        public fixed int Slots[3];
    }

    private struct MeetingPlace
    {
        public Meeting* Meeting;
    }

    private struct Ints
    {
        public int* First;
    }
}
