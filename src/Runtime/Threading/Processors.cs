using System;
using System.Runtime.InteropServices;

namespace NetSpec.Runtime.Threading;

/// <summary>
/// On which processor a thread runs. Linux may wake a worker on the processor of the thread that woke it and leave it there for a long time, where the
/// two take turns instead of running side by side: on virtual machines above all, whose processors do not say that they share a cache.
/// </summary>
internal static unsafe class Processors
{
    // 1024 processors, as in the C library's cpu_set_t.
    private const int MaskWords = 16, WordBits = 64;

    private static readonly bool IsKnown = Ask();

    /// <summary>The processor that runs the caller; -1 where nobody says.</summary>
    public static int Current => IsKnown ? GetProcessor() : -1;

    /// <summary>Moves the calling thread to another processor if its own is taken and the process may run on one that is not. It is not bound to it.</summary>
    /// <param name="taken">Processors that other threads run on; negative ones do not count.</param>
    /// <returns>The processor that the thread runs on then; -1 where nobody says.</returns>
    public static int Leave(ReadOnlySpan<int> taken)
    {
        var current = Current;
        if (current < 0 || !taken.Contains(current))
            return current;

        var all = stackalloc ulong[MaskWords];
        var free = stackalloc ulong[MaskWords];
        if (GetAffinity(0, MaskWords * sizeof(ulong), all) < 0)
            return current;

        var rest = 0UL;
        for (var word = 0; word < MaskWords; word++)
        {
            free[word] = all[word];
            foreach (var processor in taken)
            {
                if (processor >= 0 && processor / WordBits == word)
                    free[word] &= ~(1UL << (processor % WordBits));
            }

            rest |= free[word];
        }

        if (rest == 0 || SetAffinity(0, MaskWords * sizeof(ulong), free) != 0)
            return current;

        current = Current;
        _ = SetAffinity(0, MaskWords * sizeof(ulong), all);
        return current;
    }

    private static bool Ask()
    {
        try
        {
            return OperatingSystem.IsLinux() && GetProcessor() >= 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library of another name: threads stay where they are.
            return false;
        }
    }

    [SuppressGCTransition]
    [DllImport("libc", EntryPoint = "sched_getcpu")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetProcessor();

    [DllImport("libc", EntryPoint = "sched_getaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAffinity(int thread, nuint bytes, ulong* mask);

    [DllImport("libc", EntryPoint = "sched_setaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetAffinity(int thread, nuint bytes, ulong* mask);
}
