using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetSpec.Bench.Sparse;

/// <summary>What runs are timed by.</summary>
internal static partial class Clock
{
    // CLOCK_THREAD_CPUTIME_ID of Linux.
    private const int OfThread = 3;

    /// <summary>
    /// Whether the processor's time of the calling thread counts (Linux only) instead of the time that passes: for one thread, on a machine
    /// that has other work too. What others do to caches and memory remains.
    /// </summary>
    public static bool CountsThread { get; set; }

    /// <summary>Seconds since some moment.</summary>
    public static double Seconds
    {
        get
        {
            if (!CountsThread)
                return (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;

            if (GetTime(OfThread, out var time) != 0)
                throw new PlatformNotSupportedException("There is no clock of the thread's processor time.");
            return time.Seconds + (1e-9 * time.Nanoseconds);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
