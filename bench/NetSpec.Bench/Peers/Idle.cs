using System;
using System.Diagnostics;
using System.Threading;

namespace NetSpec.Bench.Peers;

/// <summary>Waits for threads of a peer that spin for some time after their work is done.</summary>
internal static class Idle
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns when this process takes less than half a core, or after a second.</summary>
    public static void Wait()
    {
        using var process = Process.GetCurrentProcess();
        Wait(() =>
        {
            process.Refresh();
            return process.TotalProcessorTime;
        });
    }

    /// <summary>Returns when a process takes less than half a core, or after a second.</summary>
    /// <param name="cpuTime">The time that the process took so far, on all cores.</param>
    public static void Wait(Func<TimeSpan> cpuTime)
    {
        var patience = Stopwatch.StartNew();
        TimeSpan before, now = cpuTime();
        do
        {
            Thread.Sleep(Pause);
            (before, now) = (now, cpuTime());
        }
        while (now - before >= Pause / 2 && patience.Elapsed < TimeSpan.FromSeconds(1));
    }
}
