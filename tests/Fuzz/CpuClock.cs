using System;

namespace NetSpec.Fuzz;

/// <summary>
/// Processor time of the whole process since a moment. It is at least what one thread used, and it stands still while the
/// machine is busy with others.
/// </summary>
internal readonly struct CpuClock
{
    private readonly TimeSpan _start;

    private CpuClock(TimeSpan start) => _start = start;

    public TimeSpan Elapsed => Environment.CpuUsage.TotalTime - _start;

    public static CpuClock StartNew() => new(Environment.CpuUsage.TotalTime);
}
