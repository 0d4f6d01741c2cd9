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
        var patience = Stopwatch.StartNew();
        TimeSpan before, now = process.TotalProcessorTime;
        do
        {
            Thread.Sleep(Pause);
            process.Refresh();
            (before, now) = (now, process.TotalProcessorTime);
        }
        while (now - before >= Pause / 2 && patience.Elapsed < TimeSpan.FromSeconds(1));
    }
}
