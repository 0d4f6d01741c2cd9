using System;
using System.Diagnostics;

namespace NetSpec.Compiler.Bench;

/// <summary>Processor time of this process, which what else runs on the machine changes little.</summary>
internal static class Processor
{
    public static TimeSpan Time(Action action)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return process.TotalProcessorTime - before;
    }
}
