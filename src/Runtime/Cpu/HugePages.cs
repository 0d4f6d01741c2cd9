using System;
using System.Runtime.InteropServices;

namespace NetSpec.Runtime.Cpu;

/// <summary>
/// Pages of 2 MiB for large memory, where Linux gives them to those who ask (transparent_hugepage "madvise"). Weights are streams of
/// megabytes: with pages of 4 KiB every 64th cache line waits for a translation, and prefetchers of processors end at a page.
/// </summary>
internal static unsafe class HugePages
{
    /// <summary>Bytes of such a page.</summary>
    public const int Size = 2 << 20;

    private const int AdviseHugePage = 14;

    /// <summary>Asks for huge pages for memory that nobody has touched yet. No harm where there are none.</summary>
    public static void AskFor(void* memory, long bytes)
    {
        if (bytes < Size || !OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = Advise(memory, (nuint)bytes, AdviseHugePage);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library of another name: pages stay small.
        }
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(void* memory, nuint bytes, int advice);
}
