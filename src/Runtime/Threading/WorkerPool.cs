using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NetSpec.Runtime.Threading;

/// <summary>
/// Fork and join over numbered chunks. One caller owns the workers at a time; others, and calls from inside a chunk,
/// run their chunks alone. The caller works too and never waits for a worker that has claimed nothing, so sleeping or
/// descheduled workers cost no more than their help.
/// </summary>
/// <remarks>
/// Every thread starts on a share of its own, consecutive chunks that are the same in every call of as many chunks: what a thread
/// reads for them, a layer's weights above all, is still in its core's caches from the last pass. Who is done takes from the ends of
/// the others' shares.
/// </remarks>
internal sealed unsafe class WorkerPool : IDisposable
{
    /// <summary>Work below this many nanoseconds a fork is not worth, even where a worker is awake.</summary>
    public const long ForkNanoseconds = 3_000;

    /// <summary>Work below this many nanoseconds is not worth waking a worker.</summary>
    public const long WakeNanoseconds = 20_000;

    /// <summary>Chunks of a job fit their fields in <see cref="Share"/>.</summary>
    public const int MaxChunks = Share.MaxCount;

    // Bytes of two cache lines, which some processors fetch together.
    private const int Apart = 128;

    // A claim takes some 10 ns, and a third of a microsecond where another core has claimed before.
    private const long GrainNanoseconds = 1_000;

    // A thread that takes a chunk from another one finds little of what it reads in its own caches, and may take twice as long. A short one that is the
    // last of a share is done sooner by its owner, who is about to come to it.
    private const long ShortNanoseconds = 50_000;

    // The calling thread's place among those of the job that it works at.
    [ThreadStatic]
    private static int slot;

    private readonly Worker?[] _workers;
    private readonly Desk[] _desks;
    private int _generation;
    private int _owned;
    private int _stopping;
    private ExceptionDispatchInfo? _error;
    private Line _completed;

    public WorkerPool(int workers)
    {
        _workers = new Worker?[Math.Max(workers, 0)];

        // The last one is the caller's; the array and its elements stay where they are, for no two desks may come to share a line.
        _desks = GC.AllocateArray<Desk>(_workers.Length + 1, pinned: true);
    }

    /// <summary>The process's pool: with the caller, one thread a processor.</summary>
    public static WorkerPool Shared { get; } = new(Environment.ProcessorCount - 1);

    /// <summary>
    /// In a chunk: the number of its thread among those of the job, from 0 up to one below the threads that may take part. No two threads have one number
    /// at the same time, so that each may have memory of its own.
    /// </summary>
    public static int Slot => slot;

    /// <summary>Whether workers are to end.</summary>
    public bool Stopping => Volatile.Read(ref _stopping) != 0;

    /// <summary>
    /// Calls <paramref name="body"/>(<paramref name="state"/>, i) for every i below <paramref name="count"/>, on up to
    /// <paramref name="threads"/> threads (no more than there are processors), and returns when all have ended. The
    /// first exception is rethrown then.
    /// </summary>
    /// <param name="threads">Threads that may take part, the caller's included.</param>
    /// <param name="count">Chunks, up to <see cref="MaxChunks"/> when there are several threads.</param>
    /// <param name="nanoseconds">An estimate of the whole work on one thread.</param>
    /// <param name="body">What to do; it gets a copy of the state where there are several threads, all the same one.</param>
    /// <param name="state">What to do it with; may lie on the caller's stack.</param>
    public void For<TState>(int threads, int count, long nanoseconds, delegate*<void*, int, void> body, TState* state)
        where TState : unmanaged
    {
        if (threads > 1 && nanoseconds >= ForkNanoseconds)
        {
            var helpers = Math.Min(Math.Min(threads, count) - 1, _workers.Length);
            if (helpers > 0 && count <= MaxChunks && IsWorthIt(nanoseconds) && Interlocked.CompareExchange(ref _owned, 1, 0) == 0)
            {
                ForkWithCopy(helpers, count, nanoseconds, body, state);
                return;
            }
        }

        if (slot != 0)
        {
            RunAsOnlyThread(count, body, state);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            body(state, i);
        }
    }

    /// <summary>The number of the job on a desk.</summary>
    public int JobAt(int desk) => Read(desk).Generation;

    /// <summary>Whether the calling worker and the caller of its job take turns on one processor.</summary>
    public bool IsBesideCaller(int desk) => _desks[desk].CallersProcessor is >= 0 and var processor && processor == Processors.Current;

    /// <summary>Sees to it that the calling worker runs on a processor of its own, not on that of the job's caller or of a worker before it.</summary>
    /// <returns>The processor.</returns>
    public int Place(int desk)
    {
        var taken = (Span<int>)stackalloc int[desk + 1];
        taken[desk] = _desks[desk].CallersProcessor;
        for (var i = 0; i < desk; i++)
            taken[i] = _workers[i]?.Processor ?? -1;

        return Processors.Leave(taken);
    }

    /// <summary>Does chunks of a job until none is left to claim: those on the thread's own desk first, then those of the others.</summary>
    public void Help(int desk, int job)
    {
        slot = Position(desk);
        ref var own = ref _desks[desk];
        Finish(Drain(desk, ref own, job, own: true));
        var desks = own.Desks;
        for (var i = 1; i < desks; i++)
        {
            // The caller's desk is the last in the array and counts as the first of the job.
            var other = Position(desk) + i;
            Finish(Drain(At(other % desks), ref own, job, own: false));
        }
    }

    /// <summary>Ends the workers. The pool must be idle.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _stopping, 1);
        foreach (var worker in _workers)
        {
            worker?.Dispose();
        }
    }

    /// <summary>A job inside a chunk of another one: its only thread is number 0.</summary>
    private static void RunAsOnlyThread(int count, delegate*<void*, int, void> body, void* state)
    {
        var outer = slot;
        slot = 0;
        try
        {
            for (var i = 0; i < count; i++)
                body(state, i);
        }
        finally
        {
            slot = outer;
        }
    }

    private Share Read(int desk) => new(Volatile.Read(ref _desks[desk].Share));

    /// <summary>Whether a fork pays: a worker that sleeps takes long to wake.</summary>
    private bool IsWorthIt(long nanoseconds) => nanoseconds >= WakeNanoseconds || _workers[0] is { IsAsleep: false };

    /// <summary>The desk of a thread of a job: the caller is thread 0.</summary>
    private int At(int thread) => thread == 0 ? _workers.Length : thread - 1;

    /// <summary>The thread of a job that sits at a desk.</summary>
    private int Position(int desk) => desk == _workers.Length ? 0 : desk + 1;

    /// <summary>Does chunks of one desk's share until none is left, and returns how many it did.</summary>
    private int Drain(int desk, ref Desk mine, int job, bool own)
    {
        ref var word = ref _desks[desk].Share;
        var done = 0;
        while (true)
        {
            var share = new Share(Volatile.Read(ref word));
            if (share.Generation != job || share.Left <= 0 || (!own && share.Left == 1 && IsLastOfBusy(desk, share)))
            {
                return done;
            }

            // Equal words mean an equal offer, whatever happened in between: the claim is good. And the job cannot end before these
            // chunks have: what the own desk says of it is true until then.
            var count = Math.Min(mine.Grain, share.Left);
            var rest = own ? share.WithoutFront(count) : share.WithoutBack(count);
            if (Interlocked.CompareExchange(ref word, rest.Word, share.Word) == share.Word)
            {
                Do(mine, own ? share.Next : rest.End, count);
                done += count;
            }
        }
    }

    /// <summary>Whether the only chunk left on a desk is a short one whose owner is at work.</summary>
    private bool IsLastOfBusy(int desk, Share share) => _desks[desk].First is >= 0 and var first && share.Next > first;

    private void Do(in Desk job, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            try
            {
                job.Body(job.State, i);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(e), null);
            }
        }
    }

    private void Finish(int chunks)
    {
        if (chunks > 0)
        {
            Interlocked.Add(ref _completed.Value, chunks);
        }
    }

    /// <summary>
    /// The caller's stack around the state is written all the time: threads that read the same cache lines would wait for them again and again, and the
    /// caller for them. So they get a copy that shares no line with anything.
    /// </summary>
    private void ForkWithCopy<TState>(int helpers, int count, long nanoseconds, delegate*<void*, int, void> body, TState* state)
        where TState : unmanaged
    {
        var memory = stackalloc byte[sizeof(TState) + (3 * Apart)];
        var copy = (TState*)(((nint)memory + (2 * Apart) - 1) & -Apart);
        *copy = *state;
        Fork(helpers, count, nanoseconds, body, copy);
    }

    private void Fork(int helpers, int count, long nanoseconds, delegate*<void*, int, void> body, void* state)
    {
        Volatile.Write(ref _completed.Value, 0);
        var job = ++_generation;
        var processor = Processors.Current;
        var desks = helpers + 1;
        var grain = (int)Math.Clamp(GrainNanoseconds * count / nanoseconds, 1, Math.Max(1, count / (4 * desks)));

        // The caller's own desk comes last: workers are on their way meanwhile.
        for (var thread = helpers; thread >= 0; thread--)
        {
            ref var desk = ref _desks[At(thread)];
            desk.Body = body;
            desk.State = state;
            desk.Desks = desks;
            desk.Grain = grain;
            desk.First = nanoseconds / count < ShortNanoseconds ? count * thread / desks : -1;
            desk.CallersProcessor = processor;
            Volatile.Write(ref desk.Share, new Share(job, count * thread / desks, count * (thread + 1) / desks).Word);
        }

        // A worker that goes to sleep says so before it looks for a job once more; the job must be there before anyone asks.
        Interlocked.MemoryBarrier();
        for (var i = 0; i < helpers; i++)
        {
            (_workers[i] ??= new Worker(this, i)).Wake();
        }

        Help(At(0), job);
        for (var spins = 0; Volatile.Read(ref _completed.Value) < count; spins++)
        {
            if (spins < 4000)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }

        var error = _error;
        _error = null;
        Volatile.Write(ref _owned, 0);
        error?.Throw();
    }

    /// <summary>A number with cache lines of its own.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit, Size = 192)]
    private struct Line
    {
        [System.Runtime.InteropServices.FieldOffset(64)]
        public int Value;
    }
}
