using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace NetSpec.Fuzz;

/// <summary>Runs a target on many inputs, on all cores, until one fails.</summary>
public sealed class FuzzLoop(IFuzzTarget target, TextWriter progress)
{
    // Less than any host gives its threads, so that recursion without a bound shows.
    private const int Stack = 512 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly TimeSpan _interval = TimeSpan.FromSeconds(5);
    private long _next;
    private long _done;
    private FuzzFailure? _failure;

    /// <summary>The first failure found, null when all inputs passed.</summary>
    public FuzzFailure? Run(long count, int seed)
    {
        var clock = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Worker()).ToArray();
        var threads = workers.Select(worker => new Thread(() => Work(worker, count, seed), Stack) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        for (var i = 0; i < threads.Count;)
        {
            if (threads[i].Join(_interval))
            {
                i++;
                continue;
            }

            Report(clock.Elapsed, count);
            if (workers.Select(worker => worker.Current).FirstOrDefault(current => current?.Clock.Elapsed > Patience) is { } stuck)
            {
                return new(stuck.Seed, $"no result after {Patience.TotalSeconds:0} seconds of processor time", target.Show(stuck.Seed));
            }
        }

        Report(clock.Elapsed, count);
        return _failure;
    }

    /// <summary>Seeds of inputs are spread, so that neighbours have nothing in common.</summary>
    public static int SeedOf(int seed, long index)
    {
        var mixed = ((ulong)(uint)seed << 32) + (ulong)index + 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return (int)(mixed ^ (mixed >> 31)) & int.MaxValue;
    }

    private void Work(Worker worker, long count, int seed)
    {
        for (var index = Interlocked.Increment(ref _next) - 1; index < count && _failure is null; index = Interlocked.Increment(ref _next) - 1)
        {
            if (target.Run(worker.Start(SeedOf(seed, index))) is { } failure)
            {
                Interlocked.CompareExchange(ref _failure, failure, null);
            }

            Interlocked.Increment(ref _done);
        }

        worker.Stop();
    }

    private void Report(TimeSpan elapsed, long count)
    {
        var done = Interlocked.Read(ref _done);
        progress.WriteLine($"{done:N0} of {count:N0} {target.Noun}, {done / Math.Max(elapsed.TotalSeconds, 1e-3):N0} a second");
    }

    private sealed class Worker
    {
        // One reference, so that the thread that watches sees a seed with its own start.
        private volatile Case? _case;

        public Case? Current => _case;

        public int Start(int seed)
        {
            _case = new(seed, CpuClock.StartNew());
            return seed;
        }

        public void Stop() => _case = null;
    }

    private sealed record Case(int Seed, CpuClock Clock);
}
