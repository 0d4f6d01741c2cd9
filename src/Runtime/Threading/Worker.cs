using System;
using System.Diagnostics;
using System.Threading;

namespace NetSpec.Runtime.Threading;

/// <summary>A background thread that helps with the jobs of a pool: spins shortly for the next one, then sleeps.</summary>
internal sealed class Worker : IDisposable
{
    // Layers of one pass follow each other faster than this; passes need not.
    private const long SpinMicroseconds = 100;

    private const int StackBytes = 1 << 20;

    private readonly WorkerPool _pool;
    private readonly int _desk;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread _thread;
    private int _asleep;
    private int _processor = -1;

    // Whether it has looked, since it was woken, on which processor it is.
    private bool _isPlaced;

    public Worker(WorkerPool pool, int desk)
    {
        _pool = pool;
        _desk = desk;
        _thread = new Thread(Work, StackBytes) { IsBackground = true, Name = "NetSpec worker" };
        _thread.Start();
    }

    /// <summary>Whether the thread waits for a job without taking processor time.</summary>
    public bool IsAsleep => Volatile.Read(ref _asleep) != 0;

    /// <summary>The processor on which the thread was when it was woken last; -1 where nobody knows.</summary>
    public int Processor => Volatile.Read(ref _processor);

    /// <summary>Wakes the thread if it sleeps.</summary>
    public void Wake()
    {
        if (IsAsleep && Interlocked.Exchange(ref _asleep, 0) != 0)
        {
            _wake.Release();
        }
    }

    /// <summary>Waits for the thread to end; its pool is stopping.</summary>
    public void Dispose()
    {
        _wake.Release();
        _thread.Join();
        _wake.Dispose();
    }

    private void Work()
    {
        var seen = 0;
        while (!_pool.Stopping)
        {
            seen = Await(seen);
            if (!_isPlaced || _pool.IsBesideCaller(_desk))
            {
                _isPlaced = true;
                Volatile.Write(ref _processor, _pool.Place(_desk));
            }

            _pool.Help(_desk, seen);
        }
    }

    /// <summary>Waits for a job other than the last one seen.</summary>
    private int Await(int seen)
    {
        var start = Stopwatch.GetTimestamp();
        for (var spins = 1; ; spins++)
        {
            var job = _pool.JobAt(_desk);
            if (job != seen || _pool.Stopping)
            {
                return job;
            }

            if (spins % 64 != 0 || Stopwatch.GetElapsedTime(start).TotalMicroseconds < SpinMicroseconds)
            {
                Thread.SpinWait(1);
                continue;
            }

            // Announce the sleep, then look once more: a job published in between has not seen the announcement.
            Interlocked.Exchange(ref _asleep, 1);
            if (_pool.JobAt(_desk) == seen && !_pool.Stopping)
            {
                _wake.Wait();
            }
            else if (Interlocked.Exchange(ref _asleep, 0) == 0)
            {
                _wake.Wait();
            }

            start = Stopwatch.GetTimestamp();
            _isPlaced = false;
        }
    }
}
