using System;

namespace ILGPU.Runtime;

/// <summary>A point in time on a stream.</summary>
public abstract class ProfilingMarker : AcceleratorObject
{
    private protected ProfilingMarker(Accelerator accelerator)
        : base(accelerator)
    {
    }

    public static TimeSpan operator -(ProfilingMarker end, ProfilingMarker start)
    {
        ArgumentNullException.ThrowIfNull(end);
        return end.MeasureFrom(start);
    }

    public abstract void Synchronize();

    public abstract TimeSpan MeasureFrom(ProfilingMarker marker);
}
