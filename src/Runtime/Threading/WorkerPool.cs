using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NetSpec.Runtime.Threading;

/// <summary>
/// Fork and join over numbered chunks. One caller owns the workers at a time; others, and calls from inside a chunk,
/// run their chunks alone. The caller works too and never waits for a worker that has claimed nothing, so sleeping or
/// descheduled workers cost no more than their help.
/// </summary>
internal sealed unsafe class WorkerPool : IDisposable
{
    /// <summary>Work below this many nanoseconds a fork is not worth.</summary>
    public const long ForkNanoseconds = 20_000;

    /// <summary>Chunks of a job and workers of a pool fit their fields in <see cref="Ticket"/>.</summary>
    public const int MaxChunks = Ticket.MaxCount, MaxWorkers = Ticket.MaxWorkers;

    private readonly Worker?[] _workers;
    private long _ticket;
    private int _completed;
    private int _owned;
    private int _stopping;
    private delegate*<void*, int, void> _body;
    private void* _state;
    private ExceptionDispatchInfo? _error;

    public WorkerPool(int workers)
    {
        _workers = new Worker?[Math.Clamp(workers, 0, MaxWorkers)];
    }

    /// <summary>The process's pool: with the caller, one thread a processor.</summary>
    public static WorkerPool Shared { get; } = new(Environment.ProcessorCount - 1);

    /// <summary>Whether workers are to end.</summary>
    public bool Stopping => Volatile.Read(ref _stopping) != 0;

    /// <summary>The job on offer.</summary>
    public Ticket Current => new(Volatile.Read(ref _ticket));

    /// <summary>
    /// Calls <paramref name="body"/>(<paramref name="state"/>, i) for every i below <paramref name="count"/>, on up to
    /// <paramref name="threads"/> threads (no more than there are processors), and returns when all have ended. The
    /// first exception is rethrown then.
    /// </summary>
    /// <param name="threads">Threads that may take part, the caller's included.</param>
    /// <param name="count">Chunks, up to <see cref="MaxChunks"/> when there are several threads.</param>
    /// <param name="nanoseconds">An estimate of the whole work on one thread.</param>
    /// <param name="body">What to do.</param>
    /// <param name="state">What to do it with; may lie on the caller's stack.</param>
    public void For(int threads, int count, long nanoseconds, delegate*<void*, int, void> body, void* state)
    {
        var helpers = Math.Min(Math.Min(threads, count) - 1, _workers.Length);
        if (helpers <= 0 || count > MaxChunks || nanoseconds < ForkNanoseconds || Interlocked.CompareExchange(ref _owned, 1, 0) != 0)
        {
            for (var i = 0; i < count; i++)
            {
                body(state, i);
            }

            return;
        }

        Fork(helpers, count, body, state);
    }

    /// <summary>Does chunks of the job with this ticket until none is left to claim.</summary>
    public void Help(Ticket job)
    {
        while (true)
        {
            var now = Current;
            if (!now.IsSameJob(job) || now.Next >= now.Count)
            {
                return;
            }

            // Equal words mean an equal offer, whatever happened in between: the claim is good.
            if (Interlocked.CompareExchange(ref _ticket, now.Claim().Word, now.Word) != now.Word)
            {
                continue;
            }

            // The job cannot end before this chunk has: body and state are this job's.
            try
            {
                _body(_state, now.Next);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(e), null);
            }

            Interlocked.Increment(ref _completed);
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

    private void Fork(int helpers, int count, delegate*<void*, int, void> body, void* state)
    {
        for (var i = 0; i < helpers; i++)
        {
            _workers[i] ??= new Worker(this, i);
        }

        _body = body;
        _state = state;
        Volatile.Write(ref _completed, 0);

        // Published last, in one word: a worker never sees half a job.
        var job = Current.Following(helpers, count);
        Interlocked.Exchange(ref _ticket, job.Word);
        for (var i = 0; i < helpers; i++)
        {
            _workers[i]!.Wake();
        }

        Help(job);
        for (var spins = 0; Volatile.Read(ref _completed) < count; spins++)
        {
            if (spins < 1000)
            {
                Thread.SpinWait(4);
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
}
