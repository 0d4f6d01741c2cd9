using System;
using System.Diagnostics;
using ILGPU.Runtime;

namespace ILGPU.Execution;

/// <summary>A point in time of the host.</summary>
internal sealed class StandInMarker : ProfilingMarker
{
    private readonly long _time = Stopwatch.GetTimestamp();

    public StandInMarker(Accelerator accelerator)
        : base(accelerator)
    {
    }

    public override void Synchronize()
    {
    }

    public override TimeSpan MeasureFrom(ProfilingMarker marker) => marker is StandInMarker other
        ? Stopwatch.GetElapsedTime(other._time, _time)
        : throw new ArgumentException("a marker of this accelerator is needed", nameof(marker));
}
