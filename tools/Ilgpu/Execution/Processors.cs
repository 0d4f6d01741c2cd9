using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ILGPU.Execution;

/// <summary>
/// The processors that workers run on. The workers of a launch take turns; on one processor a turn costs a tenth of what it costs
/// between two, so where the system allows it they are kept on one.
/// </summary>
internal static partial class Processors
{
    private static readonly List<int> Allowed = FindAllowed();
    private static int _next;

    /// <summary>A processor for a launch.</summary>
    public static int Next() => Allowed[(int)((uint)System.Threading.Interlocked.Increment(ref _next) % (uint)Allowed.Count)];

    /// <summary>Keeps the calling thread on a processor, where that can be done.</summary>
    public static void Pin(int processor)
    {
        if (!OperatingSystem.IsLinux() || Allowed.Count == 1)
            return;
        Span<ulong> mask = stackalloc ulong[16];
        mask.Clear();
        mask[processor / 64] = 1UL << (processor % 64);

        // Without the affinity the thread is slower and nothing else.
        _ = SetAffinity(0, mask.Length * sizeof(ulong), ref mask[0]);
    }

    private static List<int> FindAllowed()
    {
        Span<ulong> mask = stackalloc ulong[16];
        mask.Clear();
        var processors = new List<int>();
        if (OperatingSystem.IsLinux() && GetAffinity(0, mask.Length * sizeof(ulong), ref mask[0]) >= 0)
        {
            for (var word = 0; word < mask.Length; word++)
            {
                for (var rest = mask[word]; rest != 0; rest &= rest - 1)
                    processors.Add((word * 64) + BitOperations.TrailingZeroCount(rest));
            }
        }

        if (processors.Count == 0)
            processors.Add(0);
        return processors;
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetAffinity(int thread, nint bytes, ref ulong mask);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetAffinity(int thread, nint bytes, ref ulong mask);
}
